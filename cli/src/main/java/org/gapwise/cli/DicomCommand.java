package org.gapwise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise dicom}. */
@Command(
        name = "dicom",
        header = "Looks at DICOM files, fetches them, and answers in DICOM.",
        subcommands = {
            DicomInspectCommand.class,
            DicomReportCommand.class,
            DicomFetchCommand.class,
            DicomStoreCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  gapwise dicom inspect p1.dcm p2.dcm",
            "  gapwise dicom report model --case case.json --out answer.dcm"
        })
@SuppressWarnings("UnusedVariable") // picocli itself answers --help
final class DicomCommand implements Runnable {

    @Mixin
    private final Common common = new Common();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do, e.g. `gapwise dicom inspect p1.dcm`.");
    }
}

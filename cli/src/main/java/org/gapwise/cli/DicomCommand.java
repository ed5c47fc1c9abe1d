package org.gapwise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise dicom}. */
@Command(
        name = "dicom",
        header = "Looks at DICOM files.",
        subcommands = DicomInspectCommand.class,
        footer = {"", "Example:", "  gapwise dicom inspect p1.dcm p2.dcm"})
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

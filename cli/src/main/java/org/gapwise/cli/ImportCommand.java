package org.gapwise.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise import} without a source: the list of them. */
@Command(
        name = "import",
        header = "Makes a cohort from a hospital's data as they are shipped.",
        description =
                "Checks that the files are whole, links what belongs together, and says what was left out and why.",
        subcommands = {ImportMimicCommand.class, ImportFhirCommand.class},
        commandListHeading = "%nSources:%n",
        footer = {
            "",
            "Examples:",
            "  gapwise import mimic --cxr mimic-cxr-jpg --iv mimic-iv --ed mimic-iv-ed --out cohort",
            "  gapwise import fhir export --images pictures --plan import.toml --out cohort"
        })
@SuppressWarnings("UnusedVariable") // picocli itself answers --help
final class ImportCommand implements Runnable {

    @Mixin
    private final Common common = new Common();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(line, "Name a source, mimic or fhir: `gapwise import fhir --help` tells more.");
    }
}

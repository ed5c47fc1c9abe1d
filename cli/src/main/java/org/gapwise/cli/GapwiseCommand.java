package org.gapwise.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gapwise} without a command: the map. */
@Command(
        name = "gapwise",
        versionProvider = Version.class,
        header = {"Learns from pictures and tables when parts of both are missing, and fills nothing in.", ""},
        synopsisHeading = "",
        customSynopsis = {
            "See it work        gapwise demo",
            "Your own data      gapwise init cases.csv      drafts schema.toml and plan.toml: read them",
            "                   gapwise inspect schema.toml",
            "                   gapwise audit schema.toml",
            "                   gapwise train schema.toml plan.toml --out model",
            "                   gapwise calibrate model schema.toml",
            "                   gapwise evaluate model schema.toml --out evaluation",
            "                   gapwise predict model --table new.csv --out predictions.csv",
            "Use it             gapwise serve model --log log",
            "                   gapwise monitor log --out watched",
            "Hospital data      gapwise import mimic --cxr DIR --iv DIR --ed DIR --out cohort",
            "                   gapwise import fhir DIR --out cohort",
            "Compare            gapwise stress schema.toml --out lab",
            "DICOM              gapwise dicom inspect *.dcm",
            "Trust it           gapwise verify model",
            "                   gapwise explain model --case case.json --out why",
            "Speed              gapwise bench --quick",
            "Trouble            gapwise doctor",
            ""
        },
        commandListHeading = "Commands (gapwise COMMAND --help tells more, with an example):%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit codes: 0 done, 1 a fault of ours, 2 usage or configuration, 3 data, 4 a model folder,",
            "            130 or 143 stopped by you (train and stress go on with --resume)."
        })
@SuppressWarnings("UnusedVariable") // picocli itself answers --help and --version
final class GapwiseCommand implements Runnable {

    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            ImportCommand.class,
            InitCommand.class,
            InspectCommand.class,
            AuditCommand.class,
            TrainCommand.class,
            CalibrateCommand.class,
            EvaluateCommand.class,
            StressCommand.class,
            PredictCommand.class,
            ExplainCommand.class,
            ServeCommand.class,
            MonitorCommand.class,
            VerifyCommand.class,
            SimulateCommand.class,
            DicomCommand.class,
            BenchCommand.class,
            DoctorCommand.class);

    @Mixin
    private final Common common = new Common();

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command that the first word names, or all: to describe them all to picocli takes longer than to run most. */
    static List<Class<?>> commands(String... words) {
        List<Class<?>> named = ALL.stream()
                .filter(type -> words.length > 0
                        && type.getAnnotation(Command.class).name().equals(words[0]))
                .toList();
        return named.isEmpty() ? ALL : named;
    }

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(line, "Name a command, e.g. `gapwise demo`; `gapwise --help` lists them.");
    }
}

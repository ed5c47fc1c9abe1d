package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Effort;
import org.gapwise.data.mimic.MimicCohort;
import org.gapwise.data.mimic.MimicFolders;
import org.gapwise.data.mimic.MimicImport;
import org.gapwise.data.mimic.MimicPlan;
import org.gapwise.data.mimic.MimicRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gapwise import mimic}. */
@Command(
        name = "mimic",
        header = "Makes a cohort of MIMIC-CXR, MIMIC-IV and MIMIC-IV-ED.",
        description = "Reads the folders as PhysioNet ships them, versions 2.x and 3.x. Nothing later than an image is"
                + " linked to it. The folder holds cases.csv, schema.toml, import.toml with every choice,"
                + " provenance.json, import.html with the flow of cases, and where every value comes from.",
        footer = {
            "",
            "Example:",
            "  gapwise import mimic --cxr mimic-cxr-jpg --iv mimic-iv --ed mimic-iv-ed --out cohort"
        })
final class ImportMimicCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Option(names = "--cxr", required = true, paramLabel = "DIR", description = "MIMIC-CXR-JPG.")
    private Path cxr = Path.of("");

    @Option(
            names = "--dicom",
            paramLabel = "DIR",
            description = "MIMIC-CXR with its DICOM files (default: they are looked for in --cxr). images.files tells"
                    + " which kind is preferred.")
    private Optional<Path> dicom = Optional.empty();

    @Option(
            names = "--iv",
            required = true,
            paramLabel = "DIR|DB",
            description = "MIMIC-IV: hosp and icu, or a database made by mimic-code: a file of DuckDB, or"
                    + " postgresql://user@host/database.")
    private Path iv = Path.of("");

    @Option(names = "--ed", paramLabel = "DIR|DB", description = "MIMIC-IV-ED: ed, or such a database.")
    private Optional<Path> ed = Optional.empty();

    @Option(
            names = "--note",
            paramLabel = "DIR|DB",
            description = "MIMIC-IV-Note: note, or such a database. Reports are counted; their text is not read.")
    private Optional<Path> note = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Option(names = "--plan", paramLabel = "FILE", description = "An import.toml with other choices.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--features", paramLabel = "F", description = "clinical (default), paper or paper-no-drg.")
    private Optional<String> features = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one choice; may be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Folder of the Parquet copies; kept, and used again (default: work within --out).")
    private Optional<Path> work = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "M",
            defaultValue = "1GB",
            description = "For joining tables; more goes to disk (default: ${DEFAULT-VALUE}).")
    private String memory = "1GB";

    @Option(names = "--threads", paramLabel = "N", description = "For joining tables (default: up to 4).")
    private Optional<Integer> threads = Optional.empty();

    @Override
    public Integer call() {
        MimicPlan plan = plan();
        Effort effort = new Effort(memory, threads.orElse(Effort.usual().threads()));
        MimicCohort cohort;
        try (PartFolder folder = PartFolder.open(out)) {
            MimicRequest request = new MimicRequest(
                    new MimicFolders(cxr, dicom, iv, ed, note),
                    plan,
                    effort,
                    work.orElse(folder.path().resolve("work")),
                    folder.path(),
                    out);
            cohort = MimicImport.run(request, common.progress());
            ImportPage.of(cohort).write(folder.path().resolve("import.html"));
            folder.complete();
        }
        cohort.warnings().forEach(warning -> common.say("note: " + warning));
        ObjectNode tree = Json.object();
        Flow.Step last = cohort.cohort();
        tree.put("out", out.toString()).put("cases", last.studies()).put("patients", last.patients());
        tree.put("images", last.images());
        tree.set("provenance", cohort.toJson());
        common.answer(text(cohort), tree);
        return 0;
    }

    private MimicPlan plan() {
        if (file.isPresent() && features.isPresent()) {
            throw new ConfigException(
                    "both a plan and --features are given.",
                    file.get().toString(),
                    "Leave one of them out; a plan names its own `features`.");
        }
        MimicPlan plan = file.map(MimicPlan::read).orElseGet(() -> MimicPlan.of(features.orElse(MimicPlan.CLINICAL)));
        return changes.isEmpty() ? plan : plan.with(changes);
    }

    private String text(MimicCohort cohort) {
        StringBuilder text = new StringBuilder();
        for (Flow.Step step : cohort.flow().steps()) {
            step.leftOut().stream()
                    .filter(left -> left.count() > 0)
                    .forEach(left -> text.append(line(left.count(), "  left out: " + left.what())));
            text.append(line(
                    step.images(),
                    step.name() + " (" + step.studies() + " studies, " + step.patients() + " patients)"));
        }
        Path schema = out.resolve("schema.toml");
        return text.append("\nSee ")
                .append(out.resolve("import.html"))
                .append(", then: gapwise inspect ")
                .append(schema)
                .toString();
    }

    private static String line(long figure, String what) {
        return String.format(Locale.ROOT, "%,10d  %s%n", figure, what);
    }
}

package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.file.Json;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Effort;
import org.gapwise.data.fhir.FhirCohort;
import org.gapwise.data.fhir.FhirImport;
import org.gapwise.data.fhir.FhirPlan;
import org.gapwise.data.fhir.FhirRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise import fhir}. */
@Command(
        name = "fhir",
        header = "Makes a cohort of FHIR R4: Bundles, or a bulk export as NDJSON.",
        description =
                "Reads Patient, Encounter, ImagingStudy, Observation and DiagnosticReport. A case is a study, or an"
                        + " encounter; its values are the last that were known by then. The folder holds cases.csv, schema.toml,"
                        + " import.toml with every choice, provenance.json, import.html with the flow of cases, and where every"
                        + " value comes from.",
        footer = {
            "",
            "Examples:",
            "  gapwise import fhir export --images pictures --plan import.toml --out cohort",
            "  gapwise import fhir patient.json --set cases.per=encounter --out cohort"
        })
final class ImportFhirCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(
            paramLabel = "SOURCE",
            description = "A Bundle (.json), a folder of Bundles, or a folder of .ndjson; each may end in .gz.")
    private Path source = Path.of("");

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Pictures, as StudyUID/SeriesUID/SOPInstanceUID.dcm, or as images.names says.")
    private Optional<Path> images = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Option(names = "--plan", paramLabel = "FILE", description = "An import.toml with other choices, and targets.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one choice; may be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--memory",
            paramLabel = "M",
            defaultValue = "1GB",
            description = "For bringing patients together; more goes to disk (default: ${DEFAULT-VALUE}).")
    private String memory = "1GB";

    @Option(names = "--threads", paramLabel = "N", description = "For bringing patients together (default: up to 4).")
    private Optional<Integer> threads = Optional.empty();

    @Override
    public Integer call() {
        FhirPlan usual = file.map(FhirPlan::read).orElseGet(FhirPlan::usual);
        FhirPlan plan = changes.isEmpty() ? usual : usual.with(changes);
        Effort effort = new Effort(memory, threads.orElse(Effort.usual().threads()));
        FhirCohort cohort;
        try (PartFolder folder = PartFolder.open(out)) {
            cohort = FhirImport.run(
                    new FhirRequest(source, images, plan, effort, folder.path(), out), common.progress());
            FhirPage.of(cohort).write(folder.path().resolve("import.html"));
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

    private String text(FhirCohort cohort) {
        StringBuilder text = new StringBuilder();
        for (Flow.Step step : cohort.flow().steps()) {
            step.leftOut().forEach(left -> text.append(line(left.count(), "  left out: " + left.what())));
            text.append(line(
                    step.studies(), step.name() + " (" + step.patients() + " patients, " + step.images() + " images)"));
        }
        String next = cohort.schema().isPresent()
                ? "gapwise inspect " + out.resolve("schema.toml")
                : "gapwise predict MODEL --table " + out.resolve(cohort.plan().table());
        return text.append("\nSee ")
                .append(out.resolve("import.html"))
                .append(", then: ")
                .append(next)
                .toString();
    }

    private static String line(long figure, String what) {
        return String.format(Locale.ROOT, "%,10d  %s%n", figure, what);
    }
}

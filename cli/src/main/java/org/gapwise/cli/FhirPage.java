package org.gapwise.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.fhir.FhirCohort;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.FlowSection;
import org.gapwise.evaluate.report.ProblemsSection;
import org.gapwise.evaluate.report.ProvenanceSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;

/** An import of FHIR as a page. */
final class FhirPage {

    private FhirPage() {}

    static Report of(FhirCohort cohort) {
        return Report.of(
                "How the cohort came about",
                Figures.many(cohort.cohort().studies(), "case") + " of "
                        + Figures.many(cohort.cohort().patients(), "patient") + ", from FHIR.",
                List.of(
                        new FlowSection(cohort.flow().steps().stream()
                                .map(FhirPage::box)
                                .toList()),
                        targets(cohort),
                        unused(cohort),
                        ProblemsSection.warnings(cohort.warnings()),
                        new ProvenanceSection(facts(cohort))));
    }

    private static FlowSection.Box box(Flow.Step step) {
        return new FlowSection.Box(
                step.name(),
                List.of(
                        Figures.many(step.studies(), "case"),
                        Figures.many(step.patients(), "patient"),
                        Figures.many(step.images(), "image")),
                step.leftOut().stream()
                        .map(left -> Figures.count(left.count()) + " " + left.what())
                        .toList());
    }

    private static Section targets(FhirCohort cohort) {
        return new TableSection(
                "targets",
                "Targets",
                "As written to the table, by the codes of import.toml.",
                "Labels",
                List.of("Target", "Positive", "Negative", "Uncertain", "Not annotated"),
                cohort.targets().stream()
                        .map(t -> List.of(
                                t.name(),
                                Figures.count(t.positive()),
                                Figures.count(t.negative()),
                                Figures.count(t.uncertain()),
                                Figures.count(t.blank())))
                        .toList());
    }

    private static Section unused(FhirCohort cohort) {
        return new TableSection(
                "unused",
                "What was not used, or used with care",
                "Of what lies within the window of a case; once for each case.",
                "Resources by what became of them",
                List.of("Resource", "What", "Count"),
                cohort.unused().stream()
                        .map(c -> List.of(c.source(), c.what(), Figures.count(c.count())))
                        .toList());
    }

    private static Map<String, String> facts(FhirCohort cohort) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Gapwise", Version.text());
        for (FhirCohort.Input input : cohort.inputs()) {
            facts.put(
                    input.path() + ", SHA-256",
                    input.sha256() + ", "
                            + input.resources().entrySet().stream()
                                    .map(type -> Figures.count(type.getValue()) + " " + type.getKey())
                                    .collect(Collectors.joining(", ")));
        }
        return facts;
    }
}

package org.gapwise.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.mimic.InputFile;
import org.gapwise.data.mimic.MimicCohort;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.FlowSection;
import org.gapwise.evaluate.report.ProblemsSection;
import org.gapwise.evaluate.report.ProvenanceSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;

/** An import as a page. */
final class ImportPage {

    private ImportPage() {}

    static Report of(MimicCohort cohort) {
        return Report.of(
                "How the cohort came about",
                Figures.many(cohort.cohort().studies(), "study", "studies") + " of "
                        + Figures.many(cohort.cohort().patients(), "patient") + ", features \""
                        + cohort.plan().features() + "\".",
                List.of(
                        flow(cohort),
                        links(cohort),
                        targets(cohort),
                        unused(cohort),
                        ProblemsSection.warnings(cohort.warnings()),
                        new ProvenanceSection(facts(cohort))));
    }

    private static Section flow(MimicCohort cohort) {
        return new FlowSection(
                cohort.flow().steps().stream().map(ImportPage::box).toList());
    }

    private static FlowSection.Box box(Flow.Step step) {
        return new FlowSection.Box(
                step.name(),
                List.of(
                        Figures.many(step.images(), "image"),
                        Figures.many(step.studies(), "study", "studies"),
                        Figures.many(step.patients(), "patient")),
                step.leftOut().stream()
                        .filter(left -> left.count() > 0)
                        .map(left -> Figures.count(left.count()) + " " + left.what())
                        .toList());
    }

    private static Section links(MimicCohort cohort) {
        return new TableSection(
                "links",
                "Where patients were",
                MimicCohort.linkingRule(),
                "Cases by link",
                List.of("Link", "Cases"),
                cohort.links().entrySet().stream()
                        .map(link -> List.of(link.getKey(), Figures.count(link.getValue())))
                        .toList());
    }

    private static Section targets(MimicCohort cohort) {
        return new TableSection(
                "targets",
                "Targets",
                "As written to the table, by the rules of import.toml.",
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

    private static Section unused(MimicCohort cohort) {
        return new TableSection(
                "unused",
                "Values that were not used",
                "Rows within the window of a case that could not become its value.",
                "Values before the image that were left out",
                List.of("Table", "Feature and reason", "Rows"),
                cohort.unused().stream()
                        .map(c -> List.of(c.table(), c.what(), Figures.count(c.count())))
                        .toList());
    }

    private static Map<String, String> facts(MimicCohort cohort) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Gapwise", Version.text());
        for (InputFile input : cohort.inputs()) {
            facts.put(
                    input.set() + " " + input.path() + ", SHA-256",
                    input.sha256()
                            + (input.listed() ? " (as in SHA256SUMS.txt), " : ", ")
                            + Figures.many(input.rows(), "row"));
        }
        return facts;
    }
}

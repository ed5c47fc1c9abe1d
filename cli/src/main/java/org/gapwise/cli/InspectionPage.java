package org.gapwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gapwise.data.inspect.FeatureSummary;
import org.gapwise.data.inspect.Inspection;
import org.gapwise.evaluate.report.ProblemsSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;

/** An inspection as rows of text, and as a page. */
final class InspectionPage {

    private InspectionPage() {}

    static Report of(Inspection inspection) {
        List<Section> sections = new ArrayList<>();
        sections.add(ProblemsSection.faults(inspection.faults()));
        sections.add(new TableSection(
                "patterns",
                "What cases have",
                "How many cases have just these modalities.",
                "Patterns of modalities",
                List.of("Present", "Cases"),
                patterns(inspection)));
        sections.add(new TableSection(
                "features",
                "Features",
                "What is missing stays missing: nothing is ever filled in.",
                "Features of the table",
                List.of("Feature", "Missing", "Values"),
                features(inspection)));
        sections.add(new TableSection(
                "pictures", "Pictures", "", "Pictures", List.of("Modality", "Files", "Sides"), pictures(inspection)));
        sections.add(new TableSection(
                "targets",
                "Targets",
                "Cases nobody annotated, or annotators were unsure of, are not judged.",
                "Labels",
                List.of("Target", "Positive", "Negative", "Uncertain", "Not annotated"),
                targets(inspection)));
        sections.add(ProblemsSection.warnings(inspection.warnings()));
        String usable = inspection.faults().isEmpty() ? "The data can be used." : "The data cannot be used yet.";
        String counts = String.format(Locale.ROOT, "%,d cases of %,d groups.", inspection.cases(), inspection.groups());
        return Report.of("What the data have and lack", counts + " " + usable, sections);
    }

    static List<List<String>> patterns(Inspection inspection) {
        return inspection.patterns().stream()
                .map(p -> List.of(
                        p.present().isEmpty() ? "nothing" : String.join(" + ", p.present()), String.valueOf(p.cases())))
                .toList();
    }

    static List<List<String>> features(Inspection inspection) {
        return inspection.features().stream()
                .map(f -> List.of(f.name(), percent(f.missingRate()), values(f)))
                .toList();
    }

    static List<List<String>> targets(Inspection inspection) {
        return inspection.targets().stream()
                .map(t -> List.of(
                        t.target().name(),
                        String.valueOf(t.positive()),
                        String.valueOf(t.negative()),
                        String.valueOf(t.uncertain()),
                        String.valueOf(t.unannotated())))
                .toList();
    }

    private static List<List<String>> pictures(Inspection inspection) {
        return inspection.images().stream()
                .map(i -> List.of(
                        i.modality(), String.valueOf(i.files()), i.smallest() + " to " + i.largest() + " pixels"))
                .toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String values(FeatureSummary feature) {
        if (!feature.levels().isEmpty()) {
            List<String> levels = new ArrayList<>();
            feature.levels().forEach((level, count) -> levels.add(level + " " + count));
            return String.join(", ", levels);
        }
        return feature.numbers()
                .map(n -> String.format(
                        Locale.ROOT, "%.4g to %.4g, median %.4g %s", n.least(), n.most(), n.median(), feature.unit()))
                .orElse("never measured");
    }
}

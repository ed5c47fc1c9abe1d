package org.gapwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gapwise.core.cohort.Part;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.inspect.Drift;
import org.gapwise.data.inspect.Inspection;
import org.gapwise.data.inspect.PictureLooks;
import org.gapwise.data.inspect.PolicyCount;
import org.gapwise.data.table.TargetCheck;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.MissingnessSection;
import org.gapwise.evaluate.report.ProblemsSection;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;

/** An inspection as rows of text, and as a page. */
final class InspectionPage {

    private static final int SHIFTS = 20;

    private InspectionPage() {}

    static Report of(Inspection inspection) {
        List<Section> sections = new ArrayList<>();
        sections.add(ProblemsSection.faults(inspection.faults()));
        sections.add(ProblemsSection.warnings(inspection.warnings()));
        sections.add(new FeaturesSection(inspection.features()));
        inspection
                .cohort()
                .filter(cohort -> cohort.size() > 0)
                .map(cohort -> new MissingnessSection(Availability.of(cohort, Pages.SAMPLE, 1)))
                .ifPresent(sections::add);
        sections.add(labels(inspection));
        if (!inspection.images().isEmpty()) {
            sections.add(pictures(inspection));
        }
        inspection.drift().map(InspectionPage::drift).ifPresent(sections::add);
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

    static List<List<String>> targets(Inspection inspection) {
        return inspection.targets().stream()
                .map(t -> List.of(t.target().name(), Figures.count(t.positive()), Figures.count(t.negative())))
                .toList();
    }

    private static Section labels(Inspection inspection) {
        List<List<String>> rows = new ArrayList<>();
        for (TargetCheck check : inspection.targets()) {
            List<String> row = new ArrayList<>(List.of(
                    check.target().name(),
                    Figures.count(check.positive()),
                    Figures.count(check.negative()),
                    Figures.count(check.uncertain()),
                    Figures.count(check.unannotated())));
            PolicyCount.of(check).forEach(count -> row.add(rate(count)));
            rows.add(row);
        }
        return new TableSection(
                "labels",
                "Labels",
                "Cases nobody annotated (blank), or annotators were unsure of (-1), are never judged. In training, the"
                        + " plan says what unsure counts as; the last columns tell how many would then be positive.",
                "Labels, and the share of positives by policy",
                List.of("Target", "Positive", "Negative", "Uncertain", "Blank", "ignore", "zero", "one", "soft"),
                rows);
    }

    private static String rate(PolicyCount count) {
        return Figures.percent(count.positive(), count.positive() + count.negative() + count.between())
                + (count.between() > 0 ? "+" : "");
    }

    private static Section pictures(Inspection inspection) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < inspection.images().size(); i++) {
            ImageCheck check = inspection.images().get(i);
            PictureLooks looks = inspection.looks().get(i);
            rows.add(List.of(
                    check.modality(),
                    Figures.count(check.files()),
                    Figures.count(check.grey()),
                    check.smallest() + " to " + check.largest(),
                    Figures.count(check.faults().size()),
                    Figures.count(looks.duplicates()),
                    Figures.count(looks.blank()),
                    Figures.count(looks.inverted())));
        }
        return new TableSection(
                "pictures",
                "Pictures",
                "Each decoded once. Inverted is told by the company: a picture that is as unlike the typical one as the"
                        + " others are like it.",
                "Pictures",
                List.of("Modality", "Files", "Grey", "Sides, pixels", "Unreadable", "Duplicate", "Blank", "Inverted"),
                rows);
    }

    private static Section drift(Drift drift) {
        List<List<String>> rows = drift.shifts().stream()
                .limit(SHIFTS)
                .map(shift -> List.of(
                        shift.name(),
                        shift.of(),
                        shift.part().word(),
                        Figures.two(shift.distance()),
                        Figures.p(shift.p()),
                        drift.notable().contains(shift) ? "beyond chance" : ""))
                .toList();
        List<String> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            parts.add(part.word() + " " + Figures.count(drift.cases().getOrDefault(part, 0)));
        }
        return new TableSection(
                "drift",
                "Do the parts differ?",
                "Against the part for training: largest distance of two distributions, or difference of two shares."
                        + " Parts by " + drift.origin() + ": " + String.join(", ", parts) + ".",
                "The " + rows.size() + " largest of " + drift.shifts().size() + " differences",
                List.of("What", "Of it", "Part", "Distance", "p", ""),
                rows,
                Set.of(0, 1, 2, 5));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}

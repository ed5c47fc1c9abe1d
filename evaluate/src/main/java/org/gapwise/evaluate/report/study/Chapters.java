package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Expectation;
import org.gapwise.evaluate.study.Measure;
import org.gapwise.evaluate.study.Slice;
import org.gapwise.evaluate.study.StudyResult;
import org.gapwise.evaluate.study.Verdict;

/** The page's chapters, in the order in which a reader wants them. */
record Chapters(StudyResult result, CostTable cost) {

    List<Chapter> all() {
        CurveTables tables = new CurveTables(result);
        DuelTables duels = new DuelTables(result);
        GridChapters grid = new GridChapters(result);
        List<Chapter> all = new ArrayList<>();
        Ways ways = new Ways(result);
        all.add(expectations());
        if (ways.many()) {
            all.add(ways.chapter());
        }
        all.add(curves());
        all.add(tables.chapter());
        all.add(tables.degradation());
        all.add(warnings());
        all.add(grid.ranking());
        all.add(duels.chapter());
        all.add(tables.ablations());
        if (!ways.many()) {
            all.add(grid.heats());
        }
        all.add(calibration());
        all.add(grid.patterns());
        if (!result.stress().isEmpty()) {
            all.add(grid.stress());
        }
        all.add(findings());
        all.add(cost.chapter());
        all.add(reading());
        all.add(limits());
        return all;
    }

    private Chapter expectations() {
        List<List<Item>> rows = new ArrayList<>();
        for (Expectation expectation : result.expectations()) {
            rows.add(List.of(
                    Item.of(expectation.text()),
                    Item.of(expectation.verdict().word()),
                    Item.of(expectation.findings().stream()
                                    .filter(Expectation.Finding::held)
                                    .count() + " of " + expectation.findings().size())));
        }
        return new Chapter(
                "expectations",
                "What was expected",
                "Written down before the study ran: what the paper claims and what this project promises. A verdict goes by"
                        + " the figures themselves; an interval that reaches over the bound leaves it open.",
                List.of(new Sheet(
                        "expectations",
                        "Expectations and what became of them",
                        List.of("Expectation", "Verdict", "Figures within bounds"),
                        Set.of(0, 1),
                        rows)));
    }

    private Chapter findings() {
        List<List<Item>> figures = new ArrayList<>();
        for (Expectation expectation : result.expectations()) {
            for (Expectation.Finding finding : expectation.findings()) {
                figures.add(List.of(
                        Item.of(finding.name()),
                        Item.of(finding.figure()),
                        Item.of((finding.held() ? Verdict.HELD : Verdict.NOT_HELD).word()),
                        Item.of(expectation.text())));
            }
        }
        return new Chapter(
                "verdicts",
                "Behind the verdicts",
                "The figures by which each expectation was judged, in AUROC (or in ranks), with intervals.",
                List.of(new Sheet(
                        "expectation-figures",
                        "The figures behind the verdicts",
                        List.of("Figure", "Difference", "Within bounds", "Expectation"),
                        Set.of(0, 2, 3),
                        figures)));
    }

    private Chapter warnings() {
        List<String> warnings = result.warnings();
        return new Chapter(
                "warnings",
                "Below a single modality",
                "A method of several modalities that falls below a model of one of them does harm: it would be better to"
                        + " ignore the rest.",
                List.of(new Part.Prose(
                        warnings.isEmpty()
                                ? List.of(
                                        "No method fell below the model of the remaining modality, where there is one.")
                                : warnings)));
    }

    private Chapter curves() {
        List<Part> parts = new ArrayList<>();
        CurvePictures pictures = new CurvePictures(result, Measure.MACRO_AUROC);
        for (Plates plate : Plates.of(result.roster())) {
            boolean first = true;
            for (Slice slice : Slice.values()) {
                Part.Pictures row = pictures.of(plate, slice);
                parts.add(first ? new Part.Pictures(plate.title(), row.style(), row.pictures()) : row);
                first = false;
            }
        }
        return new Chapter(
                "curves",
                "AUROC against missing rate",
                "Macro AUROC, mean over folds. Upper pictures: trained on complete data, tested with growing gaps. Lower"
                        + " pictures: trained with growing gaps, tested on complete data. Bands are "
                        + Figures.percent(result.options().level())
                        + " intervals. Gray lines are models of one modality, or the oracle; a dashed black line is the best"
                        + " possible, where it is known.",
                parts);
    }

    private Chapter calibration() {
        List<Part> parts = new ArrayList<>();
        Plates plate = Plates.of(result.roster()).get(0);
        for (Measure measure : List.of(Measure.BRIER, Measure.ECE)) {
            parts.add(new CurvePictures(result, measure).of(plate, Slice.INFERENCE));
        }
        CurveTables tables = new CurveTables(result);
        for (Measure measure : List.of(Measure.BRIER, Measure.ECE, Measure.AVERAGE_PRECISION)) {
            result.design().arms().forEach(arm -> parts.add(tables.table(Slice.INFERENCE, arm, measure)));
        }
        return new Chapter(
                "calibration",
                "Probabilities under missingness",
                "Brier score and expected calibration error (ten bins of equal width) of methods trained on complete data;"
                        + " lower is better. Average precision stands below. Intervals from "
                        + Figures.count(result.options().others())
                        + " resamples; calibration error has none, for"
                        + " resampling, which repeats cases, makes it too large.",
                parts);
    }

    private Chapter reading() {
        return new Chapter(
                "reading",
                "How to read this page",
                "",
                List.of(new Part.Prose(List.of(
                        "AUROC is the chance that a case with the finding gets a higher probability than one without; 0.5 is"
                                + " guessing. A point is 0.01.",
                        "Every figure is measured inside each of the "
                                + Figures.many(result.design().folds(), "fold")
                                + " and then averaged. Every case is tested once, by models that never saw its patient.",
                        "Intervals come from drawing whole patients again, "
                                + Figures.count(result.options().resamples())
                                + " times, inside each fold. All methods are measured on the same draws, so differences are"
                                + " paired: two overlapping bands can still differ for sure. The networks were not trained"
                                + " again, so luck in training is not in the intervals; the standard error over folds holds"
                                + " some of it.",
                        "A mean rank is taken over all levels of both slices of all arms. The critical difference (Nemenyi)"
                                + " takes levels for independent, which they are not: they share patients and models. Trust"
                                + " the intervals of the mean ranks and read the bars as a drawing.",
                        "P-values of differences in macro AUROC come from the spread of the draws. Holm\u2019s correction runs"
                                + " over all methods compared with one reference at one level. DeLong\u2019s tests treat cases"
                                + " as independent and are corrected over methods and labels at one level.",
                        "Area is the mean of the curve over the rates. Slope is of the straight line through it, in points"
                                + " for each 10\u00a0% missing."))));
    }

    private Chapter limits() {
        List<String> sentences = new ArrayList<>(List.of(
                "These figures describe one cohort and the budget its methods were given. Another cohort, a longer training"
                        + " or a larger network can turn the order around.",
                "The rivals were written again from their papers at a common size; a low rank here does not show that the"
                        + " published programs are weak.",
                "A difference whose interval holds zero has not been shown; nor has its absence.",
                "Where gaps are made at random, nothing follows for gaps that have a reason. In a clinic they have one.",
                "The method called ours was chosen by its authors. Where recipes were tuned on a cohort, that cohort cannot"
                        + " tell how good they are elsewhere.",
                "This is research software. It is not a medical device and must not be used to treat anyone."));
        if (result.design().protocol().equals("mechanisms")) {
            sentences.addAll(List.of(
                    "The reasons for missing were made up here: one driver each, as strong as study.toml says. Other"
                            + " reasons do more harm or less, and nothing on this page tells why anything is missing"
                            + " in a clinic.",
                    "Where a loss depends on what is hidden, the gap itself tells of the finding. A method can gain"
                            + " by reading gaps instead of evidence, and loses that as soon as the reason changes: a"
                            + " curve that stays high there does not show that the method copes.",
                    "At 100\u00a0%, at random and by what is hidden take the same from everybody: one figure, told"
                            + " twice, which weighs twice in the mean ranks. Where losses go by what is seen, what"
                            + " they go by is spared, so that even there something of the table is left."));
        }
        if (result.patients() < 200) {
            sentences.add(
                    0, "Fewer than 200 patients stand behind this page. Do not conclude anything about an order.");
        }
        if (result.design().folds() < 2) {
            sentences.add("There is one fold only: nothing here says how much the training part matters.");
        }
        return new Chapter("limits", "What must not be concluded", "", List.of(new Part.Prose(sentences)));
    }
}

package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.StressTest;

/**
 * What a reader should take away, on top of the page.
 *
 * @param figures the first is drawn largest
 * @param sentence what was missing in the data
 */
public record Headline(List<Figure> figures, String sentence) {

    /** A number, its interval and what it is. */
    public record Figure(String value, String interval, String name) {

        public static Figure of(Estimate estimate, String name) {
            String interval = Figures.interval(estimate);
            return new Figure(Figures.value(estimate), interval.isEmpty() ? "" : "95\u00a0% " + interval, name);
        }
    }

    public Headline {
        figures = List.copyOf(figures);
    }

    /** Macro AUROC, cases and patients, and what was missing. */
    public static Headline of(Evaluation evaluation, Availability availability) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(evaluation.macro(Metric.AUROC), "macro AUROC over labels, data as they are"));
        figures.add(counts(evaluation));
        return new Headline(figures, lacking(availability));
    }

    /** The same, with the first contender of a stress test when a modality is gone from every case. */
    public static Headline of(Evaluation evaluation, Availability availability, StressTest test) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(evaluation.macro(Metric.AUROC), "macro AUROC over labels, data as they are"));
        for (StressTest.Arm arm : test.arms()) {
            List<StressTest.Point> points = arm.curves().get(0).points();
            StressTest.Point last = points.get(points.size() - 1);
            String gone = last.rate() == 1 ? "without any " : "without " + Figures.percent(last.rate()) + " of ";
            figures.add(Figure.of(last.macroAuroc(), gone + arm.modality()));
        }
        figures.add(counts(evaluation));
        return new Headline(figures, lacking(availability));
    }

    private static Figure counts(Evaluation evaluation) {
        return new Figure(
                Figures.count(evaluation.cases()),
                Figures.many(evaluation.groups(), "patient"),
                evaluation.cases() == 1 ? "case judged" : "cases judged");
    }

    private static String lacking(Availability availability) {
        List<String> parts = new ArrayList<>();
        for (String modality : availability.modalities()) {
            parts.add("\u201c" + modality + "\u201d is absent in "
                    + Figures.percent(availability.lacking(modality), availability.cases()));
        }
        double cells = availability.columns().stream()
                .mapToDouble(Availability.Column::missing)
                .average()
                .orElse(0);
        return "Of these cases, " + String.join(", ", parts) + "; " + Figures.percent(cells)
                + " of all features and images are missing, and none was filled in.";
    }

    void write(Html out) {
        out.open("div", "class", "headline").open("dl");
        for (Figure figure : figures) {
            out.open("div").leaf("dt", figure.name()).leaf("dd", figure.value(), "class", "big");
            out.leaf("dd", figure.interval(), "class", "small").close();
        }
        out.close().leaf("p", sentence).close();
    }
}

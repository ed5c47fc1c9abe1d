package org.gapwise.evaluate.report;

import org.gapwise.core.metrics.CalibrationBin;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.LabelScore;

/** Said and seen: predicted probability against observed frequency. */
public record CalibrationSection(Evaluation evaluation) implements Section {

    private static final double BARS = 20;

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String title() {
        return "Calibration";
    }

    @Override
    public String lead() {
        return "Do findings predicted with 30\u00a0% occur in 30\u00a0% of such cases? Observed frequency over mean predicted"
                + " probability in ten bins, with 95\u00a0% intervals; on the diagonal is right. Bars below show how many"
                + " cases fall into each bin. ECE is the mean distance from the diagonal.";
    }

    @Override
    public void body(Html out) {
        out.open("div", "class", "multiples one");
        for (LabelScore label : evaluation.labels()) {
            out.open("figure").leaf("figcaption", label.target());
            plot(out, label);
            out.close();
        }
        out.close();
    }

    private static void plot(Html out, LabelScore label) {
        Estimate ece = label.metric(Metric.ECE);
        Panel panel = new Panel(out);
        panel.open("Calibration of " + label.target() + ": ECE " + Figures.sentence(ece), BARS);
        panel.line(0, 0, 1, 1, "zero");
        int most = label.calibration().stream()
                .mapToInt(CalibrationBin::cases)
                .max()
                .orElse(1);
        for (CalibrationBin bin : label.calibration()) {
            Interval interval = bin.interval();
            panel.line(bin.meanProbability(), interval.low(), bin.meanProbability(), interval.high(), "range");
            String tip = Figures.many(bin.cases(), "case") + ", predicted " + Figures.two(bin.meanProbability())
                    + ", observed " + Figures.two(bin.frequency());
            panel.dot(bin.meanProbability(), bin.frequency(), 3, tip);
            panel.bar(bin.from(), bin.to(), bin.cases() / (double) most, BARS);
        }
        panel.inside("ECE " + Figures.value(ece), 0.04, 0.9, ece.defined() ? "inset" : "inset none");
        panel.close();
    }
}

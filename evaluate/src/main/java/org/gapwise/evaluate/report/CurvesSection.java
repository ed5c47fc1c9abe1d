package org.gapwise.evaluate.report;

import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.LabelScore;

/** ROC and precision-recall curves of every label, side by side. */
public record CurvesSection(Evaluation evaluation) implements Section {

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "ROC and precision\u2013recall";
    }

    @Override
    public String lead() {
        return "Left: true positive rate over false positive rate; the diagonal is chance. Right: precision over recall;"
                + " the dashed line is the share of positive cases, which is what chance reaches.";
    }

    @Override
    public void body(Html out) {
        out.open("div", "class", "multiples two");
        for (LabelScore label : evaluation.labels()) {
            out.open("figure").leaf("figcaption", label.target());
            out.open("div", "class", "plots");
            roc(out, label);
            precisionRecall(out, label);
            out.close().close();
        }
        out.close();
    }

    private static void roc(Html out, LabelScore label) {
        Estimate auroc = label.metric(Metric.AUROC);
        Panel panel = new Panel(out);
        panel.open("ROC of " + label.target() + ": AUROC " + Figures.sentence(auroc), 0);
        panel.line(0, 0, 1, 1, "zero");
        panel.curve(label.roc(), "s0");
        caption(panel, "AUROC", auroc, 0.08);
        panel.close();
    }

    private static void precisionRecall(Html out, LabelScore label) {
        Estimate precision = label.metric(Metric.AVERAGE_PRECISION);
        Panel panel = new Panel(out);
        panel.open(
                "Precision and recall of " + label.target() + ": average precision " + Figures.sentence(precision), 0);
        double base = label.annotated() == 0 ? 0 : label.positives() / (double) label.annotated();
        if (precision.defined()) {
            panel.line(0, base, 1, base, "zero");
        }
        panel.curve(label.precisionRecall(), "s1");
        caption(panel, "AP", precision, base > 0.45 ? 0.08 : 0.88);
        panel.close();
    }

    private static void caption(Panel panel, String name, Estimate estimate, double y) {
        panel.inside(
                name + " " + Figures.value(estimate), 0.97, y, estimate.defined() ? "inset end" : "inset end none");
    }
}

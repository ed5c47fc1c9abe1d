package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.LabelScore;

/** Every metric of every label with its interval, where it has one, and the means over labels. */
public record LabelSection(Evaluation evaluation) implements Section {

    private static final List<Metric> PROBABILITIES =
            List.of(Metric.AUROC, Metric.AVERAGE_PRECISION, Metric.BRIER, Metric.LOG_LOSS, Metric.ECE);
    private static final List<Metric> DECISIONS = List.of(
            Metric.MCC,
            Metric.F1,
            Metric.RECALL,
            Metric.SPECIFICITY,
            Metric.G_MEAN,
            Metric.BALANCED_ACCURACY,
            Metric.ACCURACY);

    @Override
    public String id() {
        return "labels";
    }

    @Override
    public String title() {
        return "Label by label";
    }

    @Override
    public String lead() {
        return "Only annotated cases count. The small line is a 95\u00a0% interval from resampling patients; it is left out"
                + " where fewer than five patients of a class stand behind it, and for ECE,"
                + " which resampling makes too large. \u201cn/a\u201d means that the data do not"
                + " determine the figure.";
    }

    @Override
    public void body(Html out) {
        List<String> head = new ArrayList<>(List.of("Label", "Annotated", "Positive", Whisker.AUROC));
        PROBABILITIES.forEach(metric -> head.add(metric.title()));
        Grid probabilities = new Grid("Ranking and probabilities", head, Set.of(0, 3));
        probabilities.open(out);
        for (LabelScore label : evaluation.labels()) {
            counts(out, label);
            Whisker.ofAuroc().cell(out, label.metric(Metric.AUROC));
            PROBABILITIES.forEach(metric -> Grid.estimate(out, label.metric(metric)));
            out.close();
        }
        for (Mean mean : Mean.values()) {
            out.open("tr", "class", "mean").leaf("th", mean.title(), "scope", "row");
            out.leaf("td", "").leaf("td", "");
            Whisker.ofAuroc().cell(out, mean(mean, Metric.AUROC));
            PROBABILITIES.forEach(metric -> Grid.estimate(out, mean(mean, metric)));
            out.close();
        }
        probabilities.close(out);
        decisions(out);
    }

    private void decisions(Html out) {
        List<String> head = new ArrayList<>(List.of("Label"));
        DECISIONS.forEach(metric -> head.add(metric.title()));
        Grid decisions = new Grid("Decisions when a probability of 0.5 or more counts as positive", head);
        decisions.open(out);
        for (LabelScore label : evaluation.labels()) {
            out.open("tr").leaf("th", label.target(), "scope", "row");
            DECISIONS.forEach(metric -> Grid.estimate(out, label.metric(metric)));
            out.close();
        }
        for (Mean mean : Mean.values()) {
            out.open("tr", "class", "mean").leaf("th", mean.title(), "scope", "row");
            DECISIONS.forEach(metric -> Grid.estimate(out, mean(mean, metric)));
            out.close();
        }
        decisions.close(out);
    }

    private static void counts(Html out, LabelScore label) {
        out.open("tr").open("th", "scope", "row").text(label.target());
        if (!label.reason().isEmpty()) {
            out.leaf("span", "n/a: " + label.reason(), "class", "reason");
        }
        out.close();
        Grid.number(out, Figures.count(label.annotated()));
        Grid.number(out, Figures.count(label.positives()));
    }

    private Estimate mean(Mean mean, Metric metric) {
        return evaluation.means().getOrDefault(mean, Map.of()).getOrDefault(metric, Estimate.undefined(0));
    }
}

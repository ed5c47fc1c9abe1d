package org.gapwise.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.CalibrationBin;
import org.gapwise.core.metrics.CurvePoint;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.metrics.Ranking;

/**
 * The parts of metrics.json. What is undefined has no {@code value}, what has no interval no {@code low} and
 * {@code high}. The command line puts the parts together and writes them with {@code Json.write}.
 */
public final class MetricsFile {

    /** Of metrics.json. */
    public static final int VERSION = 1;

    /** What is told of each pattern. */
    private static final List<Metric> OF_PATTERNS = List.of(Metric.AUROC, Metric.ECE, Metric.BRIER);

    private MetricsFile() {}

    public static ObjectNode of(Evaluation evaluation) {
        ObjectNode json = Json.object();
        json.put("version", VERSION);
        json.put("cases", evaluation.cases());
        json.put("groups", evaluation.groups());
        json.put("threshold", Ranking.THRESHOLD);
        json.set("intervals", of(evaluation.bootstrap()));
        ObjectNode labels = json.putObject("labels");
        evaluation.labels().forEach(label -> labels.set(label.target(), of(label)));
        ObjectNode means = json.putObject("means");
        evaluation.means().forEach((mean, metrics) -> means.set(mean.key(), of(metrics)));
        ArrayNode patterns = json.putArray("patterns");
        for (PatternScore pattern : evaluation.patterns()) {
            ObjectNode one = patterns.addObject();
            one.set("present", Json.tree(pattern.present()));
            one.put("cases", pattern.cases());
            one.put("groups", pattern.groups());
            List<String> targets =
                    evaluation.labels().stream().map(LabelScore::target).toList();
            for (Metric metric : OF_PATTERNS) {
                one.set("macro_" + metric.key(), of(pattern.macro(metric)));
                one.set(metric.key(), byTarget(targets, pattern.labels(metric)));
            }
        }
        return json;
    }

    public static ObjectNode of(StressTest test) {
        ObjectNode json = Json.object();
        json.put("version", VERSION);
        ArrayNode arms = json.putArray("arms");
        for (StressTest.Arm arm : test.arms()) {
            ObjectNode one = arms.addObject();
            one.put("missing", arm.modality());
            ArrayNode curves = one.putArray("curves");
            arm.curves().forEach(curve -> curves.add(of(curve, test.targets())));
        }
        return json;
    }

    public static ObjectNode of(Comparison comparison) {
        ObjectNode json = Json.object();
        json.put("version", VERSION);
        json.set("macro_auroc_difference", of(comparison.macroDifference()));
        ObjectNode correctness = json.putObject("wilcoxon_correctness");
        correctness.put("statistic", comparison.correctness().positiveRanks());
        correctness.put("annotations", comparison.correctness().n());
        comparison.correctness().pFirstGreater().ifPresent(p -> correctness.put("p_first_greater", p));
        comparison.correctness().pSecondGreater().ifPresent(p -> correctness.put("p_second_greater", p));
        ObjectNode labels = json.putObject("labels");
        for (Comparison.OfLabel label : comparison.labels()) {
            ObjectNode one = labels.putObject(label.target());
            one.set("auroc_difference", of(label.difference()));
            label.delong().ifPresent(test -> one.set("delong", of(test)));
            label.adjusted().ifPresent(p -> one.put("p_holm", p));
        }
        return json;
    }

    /** {@code {"value", "low", "high", "n"}}, without what is undefined. */
    public static ObjectNode of(Estimate estimate) {
        ObjectNode json = Json.object();
        estimate.value().ifPresent(v -> json.put("value", v));
        estimate.low().ifPresent(v -> json.put("low", v));
        estimate.high().ifPresent(v -> json.put("high", v));
        json.put("n", estimate.n());
        return json;
    }

    private static ObjectNode of(LabelScore label) {
        ObjectNode json = Json.object();
        json.put("annotated", label.annotated());
        json.put("positives", label.positives());
        json.put("uncertain", label.uncertain());
        if (!label.reason().isEmpty()) {
            json.put("undefined_because", label.reason());
        }
        json.set("metrics", of(label.metrics()));
        json.set("roc", curve(label.roc(), "false_positive_rate", "true_positive_rate"));
        json.set("precision_recall", curve(label.precisionRecall(), "recall", "precision"));
        ArrayNode bins = json.putArray("calibration");
        for (CalibrationBin bin : label.calibration()) {
            ObjectNode one = bins.addObject();
            one.put("from", bin.from()).put("to", bin.to());
            one.put("cases", bin.cases()).put("positives", bin.positives());
            one.put("mean_probability", bin.meanProbability());
            Interval interval = bin.interval();
            one.put("frequency", bin.frequency()).put("low", interval.low()).put("high", interval.high());
        }
        return json;
    }

    private static ObjectNode curve(List<CurvePoint> points, String x, String y) {
        ObjectNode json = Json.object();
        ArrayNode xs = json.putArray(x);
        ArrayNode ys = json.putArray(y);
        for (CurvePoint point : Thinned.of(points)) {
            xs.add(point.x());
            ys.add(point.y());
        }
        return json;
    }

    private static ObjectNode of(Map<Metric, Estimate> metrics) {
        ObjectNode json = Json.object();
        metrics.forEach((metric, estimate) -> json.set(metric.key(), of(estimate)));
        return json;
    }

    private static ObjectNode of(Bootstrap bootstrap) {
        ObjectNode json = Json.object();
        json.put("method", "bootstrap of groups, percentiles");
        json.put("resamples", bootstrap.resamples());
        json.put("level", bootstrap.level());
        json.put("seed", bootstrap.seed());
        return json;
    }

    private static ObjectNode of(StressTest.Curve curve, List<String> targets) {
        ObjectNode json = Json.object();
        json.put("method", curve.contender());
        json.put("role", curve.role().name().toLowerCase(Locale.ROOT));
        json.put("sees_the_missing_modality", curve.seesIt());
        ArrayNode points = json.putArray("points");
        for (StressTest.Point point : curve.points()) {
            ObjectNode one = points.addObject();
            one.put("rate", point.rate()).put("cases_taken", point.taken());
            one.set("macro_auroc", of(point.macroAuroc()));
            one.set("annotation_weighted_auroc", of(point.weightedAuroc()));
            one.set("first_minus_this", of(point.behindFirst()));
            one.set("auroc", byTarget(targets, point.labels()));
        }
        return json;
    }

    private static ObjectNode byTarget(List<String> targets, List<Estimate> estimates) {
        ObjectNode json = Json.object();
        for (int l = 0; l < targets.size(); l++) {
            json.set(targets.get(l), of(estimates.get(l)));
        }
        return json;
    }

    private static ObjectNode of(DeLong test) {
        ObjectNode json = Json.object();
        json.put("auroc_first", test.aucA()).put("auroc_second", test.aucB());
        json.put("variance_first", test.varianceA()).put("variance_second", test.varianceB());
        json.put("covariance", test.covariance());
        test.z().ifPresent(z -> json.put("z", z));
        test.pTwoSided().ifPresent(p -> json.put("p_two_sided", p));
        return json;
    }
}

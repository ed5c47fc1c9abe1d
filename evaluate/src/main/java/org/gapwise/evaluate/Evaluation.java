package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Mean;
import org.gapwise.core.metrics.Metric;

/**
 * How good one predictor's answers are: per label, as means over labels, and by what was present. Intervals resample
 * groups; where a label has fewer than {@link Bootstrap#MIN_GROUPS} groups of a class there is a value but no interval,
 * and never one for ECE, which resampling makes too large.
 *
 * @param groups how many groups (patients) the cases belong to
 * @param patterns by falling number of cases
 * @param bootstrap how the intervals were made
 */
public record Evaluation(
        int cases,
        int groups,
        List<LabelScore> labels,
        Map<Mean, Map<Metric, Estimate>> means,
        List<PatternScore> patterns,
        Bootstrap bootstrap) {

    public Evaluation {
        labels = List.copyOf(labels);
        means = Collections.unmodifiableMap(new EnumMap<>(means));
        patterns = List.copyOf(patterns);
    }

    public static Evaluation of(Scored scored, Bootstrap bootstrap) {
        Judge judge = new Judge(scored);
        Bootstrap.Draws draws = draw(judge, scored, bootstrap);
        List<LabelScore> labels = new ArrayList<>();
        for (int l = 0; l < scored.targets().size(); l++) {
            labels.add(new LabelScore(
                    scored.targets().get(l),
                    judge.ranking(l).positives(),
                    judge.ranking(l).negatives(),
                    scored.count(l, Label.UNCERTAIN),
                    judge.label(l, draws),
                    judge.ranking(l).roc(),
                    judge.ranking(l).precisionRecall(),
                    judge.ranking(l).calibration()));
        }
        return new Evaluation(
                scored.size(), scored.groups(), labels, means(judge, draws), patterns(scored, bootstrap), bootstrap);
    }

    public Estimate macro(Metric metric) {
        return means.getOrDefault(Mean.MACRO, Map.of()).getOrDefault(metric, Estimate.undefined(0));
    }

    private static Bootstrap.Draws draw(Judge judge, Scored scored, Bootstrap bootstrap) {
        return bootstrap.draw(scored.group(), judge.figures(), (weights, into) -> judge.measure(weights, into, 0));
    }

    private static Map<Mean, Map<Metric, Estimate>> means(Judge judge, Bootstrap.Draws draws) {
        Map<Mean, Map<Metric, Estimate>> means = new EnumMap<>(Mean.class);
        for (Mean mean : Mean.values()) {
            means.put(mean, Collections.unmodifiableMap(judge.mean(mean, draws)));
        }
        return means;
    }

    private static List<PatternScore> patterns(Scored scored, Bootstrap bootstrap) {
        Map<List<String>, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < scored.size(); i++) {
            rows.computeIfAbsent(scored.presence(i).modalities(), p -> new ArrayList<>())
                    .add(i);
        }
        List<PatternScore> patterns = new ArrayList<>();
        rows.forEach((present, chosen) -> patterns.add(pattern(present, scored.select(chosen), bootstrap)));
        patterns.sort(Comparator.comparingInt(PatternScore::cases)
                .reversed()
                .thenComparing(p -> String.join("\n", p.present())));
        return patterns;
    }

    private static PatternScore pattern(List<String> present, Scored part, Bootstrap bootstrap) {
        Judge judge = new Judge(part);
        Bootstrap.Draws draws = draw(judge, part, bootstrap);
        List<Map<Metric, Estimate>> labels = new ArrayList<>();
        for (int l = 0; l < part.targets().size(); l++) {
            labels.add(judge.label(l, draws));
        }
        return new PatternScore(present, part.size(), part.groups(), judge.mean(Mean.MACRO, draws), labels);
    }
}

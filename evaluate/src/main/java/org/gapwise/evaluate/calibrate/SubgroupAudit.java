package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.calibrate.Share;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Interval;
import org.gapwise.core.metrics.Metric;
import org.gapwise.core.schema.Feature;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.Scored;

/**
 * The same answers by a column of the table: is the model as good, and is as much known, for everyone?
 *
 * @param column a feature of the schema
 * @param groups by level; numbers are cut into thirds
 */
public record SubgroupAudit(String column, List<Group> groups) {

    private static final String UNKNOWN = "not recorded";

    /**
     * Cases of one level.
     *
     * @param means macro AUROC, Brier score and ECE over labels
     * @param absent by modality, the share of cases that lack it
     * @param features mean share of the features that are present
     */
    public record Group(
            String level,
            int cases,
            int patients,
            Map<Metric, Estimate> means,
            Map<String, Share> absent,
            double features) {}

    public SubgroupAudit {
        groups = List.copyOf(groups);
    }

    /** @param answers about the cohort's cases, in its order */
    public static SubgroupAudit of(Cohort cohort, String column, Scored answers, Bootstrap bootstrap) {
        String[] levels = levels(cohort, column);
        Map<String, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < levels.length; i++) {
            rows.computeIfAbsent(levels[i], level -> new ArrayList<>()).add(i);
        }
        List<Group> groups = new ArrayList<>();
        List<String> modalities = cohort.schema().modalityNames();
        rows.forEach((level, chosen) -> groups.add(group(level, answers.select(chosen), modalities, bootstrap)));
        return new SubgroupAudit(column, groups);
    }

    /** Modalities that one group lacks more often than another by more than both intervals allow. */
    public List<String> unequallyMissing() {
        List<String> unequal = new ArrayList<>();
        for (String modality :
                groups.isEmpty() ? List.<String>of() : groups.get(0).absent().keySet()) {
            List<Share> shares = groups.stream()
                    .flatMap(g -> g.absent().entrySet().stream())
                    .filter(e -> e.getKey().equals(modality))
                    .map(Map.Entry::getValue)
                    .toList();
            double highest = shares.stream().mapToDouble(Share::low).max().orElse(0);
            double lowest = shares.stream().mapToDouble(Share::high).min().orElse(1);
            if (highest > lowest) {
                unequal.add(modality);
            }
        }
        return unequal;
    }

    private static Group group(String level, Scored part, List<String> modalities, Bootstrap bootstrap) {
        Evaluation evaluation = Evaluation.of(part, bootstrap);
        Map<Metric, Estimate> means = new LinkedHashMap<>();
        for (Metric metric : List.of(Metric.AUROC, Metric.BRIER, Metric.ECE)) {
            means.put(metric, evaluation.macro(metric));
        }
        Map<String, Share> absent = new LinkedHashMap<>();
        for (String modality : modalities) {
            absent.put(modality, absent(part, modality));
        }
        double features = IntStream.range(0, part.size())
                .mapToDouble(row -> part.presence(row).fraction())
                .average()
                .orElse(0);
        return new Group(level, part.size(), part.groups(), means, absent, features);
    }

    private static Share absent(Scored part, String modality) {
        double lacking = IntStream.range(0, part.size())
                .filter(row -> !part.presence(row).modalities().contains(modality))
                .count();
        double share = lacking / part.size();
        Interval interval = Interval.wilson(share, part.groups());
        return new Share(share, Math.min(share, interval.low()), Math.max(share, interval.high()), part.size());
    }

    private static String[] levels(Cohort cohort, String column) {
        Feature feature = cohort.schema().features().stream()
                .filter(f -> f.name().equals(column) || f.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "the schema has no feature \"" + column + "\".",
                        "--by",
                        "Name a feature of the schema, or add it there: the model does not look at what it was not"
                                + " trained with."));
        List<Case> cases = cohort.cases();
        double[] numbers = cases.stream()
                .filter(c -> c.numbers().containsKey(feature.name()))
                .mapToDouble(c -> c.numbers().getOrDefault(feature.name(), 0.0))
                .sorted()
                .toArray();
        return cases.stream().map(c -> level(c, feature.name(), numbers)).toArray(String[]::new);
    }

    private static String level(Case one, String name, double[] sorted) {
        Double number = one.numbers().get(name);
        if (number == null) {
            return one.categories().getOrDefault(name, UNKNOWN);
        }
        double low = sorted[sorted.length / 3];
        double high = sorted[2 * sorted.length / 3];
        assert Arrays.binarySearch(sorted, number) >= 0;
        return number < low ? "1: below " + low : number < high ? "2: " + low + " to " + high : "3: from " + high;
    }
}

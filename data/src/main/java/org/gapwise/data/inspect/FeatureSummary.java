package org.gapwise.data.inspect;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;

/**
 * One feature over a cohort.
 *
 * @param kind {@code numeric} or {@code categorical}
 * @param unit empty when it has none
 * @param range plausible values as the schema has them
 * @param measured cases in which it was measured
 * @param numbers empty for a categorical feature, and when nothing was measured
 * @param levels cases by level, in the schema's order with "other" last; empty for a numeric feature
 */
public record FeatureSummary(
        String name,
        String column,
        String kind,
        String unit,
        Optional<Range> range,
        int cases,
        int measured,
        Optional<Numbers> numbers,
        Map<String, Integer> levels) {

    public FeatureSummary {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }

    /**
     * How the values of a numeric feature lie.
     *
     * @param implausible cases outside of the schema's range
     * @param distinct different values
     */
    public record Numbers(
            double least,
            double lowerQuartile,
            double median,
            double upperQuartile,
            double most,
            int distinct,
            int implausible,
            List<Integer> histogram) {

        /** Steps of a histogram. */
        public static final int BINS = 24;

        static List<Integer> histogram(double[] sorted) {
            int[] bins = new int[BINS];
            double least = sorted[0];
            double width = (sorted[sorted.length - 1] - least) / BINS;
            for (double x : sorted) {
                bins[width > 0 ? Math.min(BINS - 1, (int) ((x - least) / width)) : 0]++;
            }
            return Arrays.stream(bins).boxed().toList();
        }
    }

    static FeatureSummary of(Feature feature, Cohort cohort) {
        return feature instanceof Categorical categorical
                ? ofLevels(categorical, cohort)
                : ofNumbers((Numeric) feature, cohort);
    }

    private static FeatureSummary ofLevels(Categorical feature, Cohort cohort) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        feature.levels().forEach(level -> levels.put(level, 0));
        levels.putIfAbsent(Categorical.OTHER, 0);
        int measured = 0;
        for (int i = 0; i < cohort.size(); i++) {
            String level = cohort.get(i).categories().get(feature.name());
            if (level != null) {
                levels.merge(level, 1, Integer::sum);
                measured++;
            }
        }
        return new FeatureSummary(
                feature.name(),
                feature.column(),
                "categorical",
                "",
                Optional.empty(),
                cohort.size(),
                measured,
                Optional.empty(),
                levels);
    }

    private static FeatureSummary ofNumbers(Numeric feature, Cohort cohort) {
        double[] values = cohort.cases().stream()
                .map(one -> Optional.ofNullable(one.numbers().get(feature.name())))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int implausible = (int) Arrays.stream(values)
                .filter(x ->
                        feature.range().isPresent() && !feature.range().get().holds(x))
                .count();
        Optional<Numbers> numbers = values.length == 0
                ? Optional.empty()
                : Optional.of(new Numbers(
                        values[0],
                        quantile(values, 0.25),
                        quantile(values, 0.5),
                        quantile(values, 0.75),
                        values[values.length - 1],
                        (int) Arrays.stream(values).distinct().count(),
                        implausible,
                        Numbers.histogram(values)));
        return new FeatureSummary(
                feature.name(),
                feature.column(),
                "numeric",
                feature.unit(),
                feature.range(),
                cohort.size(),
                values.length,
                numbers,
                Map.of());
    }

    /** Hyndman and Fan's type 7, as R and NumPy do. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Share of the cases in which it was not measured. */
    public double missingRate() {
        return cases == 0 ? 0 : 1 - (double) measured / cases;
    }

    /** Different values among those measured. */
    public int distinct() {
        return numbers.map(Numbers::distinct).orElseGet(() ->
                (int) levels.values().stream().filter(n -> n > 0).count());
    }

    static List<FeatureSummary> of(Cohort cohort) {
        return cohort.schema().features().stream()
                .map(feature -> of(feature, cohort))
                .toList();
    }
}

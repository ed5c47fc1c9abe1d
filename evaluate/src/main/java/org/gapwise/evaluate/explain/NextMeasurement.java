package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;

/**
 * What to measure next. What might be found is taken from training cases that have the input and of which the model,
 * without it, thinks as it does of this case: the nearest in log odds of all targets. Each of their values is put into
 * the case and the model asked; the information is the entropy of the mean answer less the mean entropy (Lindley 1956).
 */
public final class NextMeasurement {

    private static final double ROUNDING = 1e-12;

    private final Predictor predictor;
    private final Cohort training;
    private final Options options;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    /**
     * How much work to do.
     *
     * @param pool training cases looked at for an input
     * @param donors nearest of them whose values are tried
     * @param seed decides which training cases are looked at
     */
    public record Options(int pool, int donors, long seed) {

        /** Enough for a stable ranking. */
        public static Options usual(long seed) {
            return new Options(150, 30, seed);
        }
    }

    /** Training cases with an input, and what the model thinks of them without it. */
    private record Pool(List<Case> cases, List<double[]> thoughts) {}

    /**
     * @param training cases whose values may be shown to the model; none is shown to anybody else. Its schema says what
     *     measuring costs
     */
    public NextMeasurement(Predictor predictor, Cohort training, Options options) {
        this.predictor = predictor;
        this.training = training;
        this.options = options;
    }

    /** Each absent input that some training case has, by falling information about a target for its cost. */
    public List<Measuring> ranked(Case one, String target) {
        double[] thought = thoughts(List.of(one)).get(0);
        double now = predictor.predict(one).probability(target);
        List<Measuring> ranked = new ArrayList<>();
        for (String input : Inputs.absent(predictor.schema(), one)) {
            Pool pool = pools.computeIfAbsent(input, this::pool);
            if (!pool.cases().isEmpty()) {
                ranked.add(worth(input, found(one, input, nearest(pool, thought), target), now));
            }
        }
        ranked.sort(Comparator.comparingDouble(Measuring::informationPerCost)
                .thenComparingDouble(Measuring::change)
                .reversed());
        return ranked;
    }

    private Pool pool(String input) {
        int[] order = Shapley.shuffled(training.size(), Seeds.of(options.seed(), "donors"));
        List<Case> cases = Arrays.stream(order)
                .mapToObj(training::get)
                .filter(c -> Inputs.has(c, input))
                .limit(options.pool())
                .toList();
        return new Pool(
                cases,
                thoughts(cases.stream().map(c -> Inputs.without(c, input)).toList()));
    }

    /** Log odds of all targets. */
    private List<double[]> thoughts(List<Case> cases) {
        return predictor.predict(cases).stream().map(NextMeasurement::thought).toList();
    }

    private static double[] thought(Prediction prediction) {
        return prediction.probabilities().values().stream()
                .mapToDouble(Logistic::logit)
                .toArray();
    }

    private List<Case> nearest(Pool pool, double[] thought) {
        return IntStream.range(0, pool.cases().size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distance(pool.thoughts().get(i), thought)))
                .limit(options.donors())
                .map(pool.cases()::get)
                .toList();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** Probabilities after measuring, sorted. */
    private double[] found(Case one, String input, List<Case> donors, String target) {
        List<Case> tried =
                donors.stream().map(donor -> Inputs.with(one, input, donor)).toList();
        return predictor.predict(tried).stream()
                .mapToDouble(p -> p.probability(target))
                .sorted()
                .toArray();
    }

    private Measuring worth(String input, double[] found, double now) {
        double change =
                Arrays.stream(found).map(p -> Math.abs(p - now)).average().orElse(0);
        double mean = Arrays.stream(found).average().orElse(now);
        double left =
                Arrays.stream(found).map(NextMeasurement::entropy).average().orElse(0);
        double information = entropy(mean) - left;
        return new Measuring(
                input,
                change,
                information < ROUNDING ? 0 : information,
                found[found.length / 10],
                found[found.length - 1 - found.length / 10],
                training.schema().cost(input),
                found.length);
    }

    /** Of a yes or no, in bits. */
    public static double entropy(double p) {
        return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
    }
}

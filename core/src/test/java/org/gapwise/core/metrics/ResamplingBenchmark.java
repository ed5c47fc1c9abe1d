package org.gapwise.core.metrics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * 2,000 resamples x 14 labels x 50,000 rows, AUROC alone and all metrics; run {@code main} from the test class path.
 * Arguments: resamples, labels, rows.
 */
final class ResamplingBenchmark {

    private ResamplingBenchmark() {}

    public static void main(String[] arguments) {
        int[] size = arguments.length == 3
                ? IntStream.range(0, 3).map(i -> Integer.parseInt(arguments[i])).toArray()
                : new int[] {2000, 14, 50_000};
        SplittableRandom random = new SplittableRandom(1);
        int[] rows = IntStream.range(0, size[2]).toArray();
        Concordance[] fast = new Concordance[size[1]];
        Ranking[] full = new Ranking[size[1]];
        for (int l = 0; l < size[1]; l++) {
            double[] scores = random.doubles(size[2]).toArray();
            boolean[] positive = new boolean[size[2]];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = random.nextDouble() < 0.3 * scores[i];
            }
            fast[l] = Concordance.of(scores, positive, rows);
            full[l] = Ranking.of(scores, positive);
        }
        int metrics = Metric.values().length;
        long start = System.nanoTime();
        Bootstrap.of(size[0], 1).draw(rows, size[1], (weights, into) -> {
            double[] one = new double[2];
            for (int l = 0; l < fast.length; l++) {
                fast[l].measure(weights, one);
                into[l] = one[0];
            }
        });
        long middle = System.nanoTime();
        Bootstrap.of(size[0], 1).draw(rows, size[1] * metrics, (weights, into) -> {
            for (int l = 0; l < full.length; l++) {
                full[l].measure(weights, into, l * metrics);
            }
        });
        long end = System.nanoTime();
        System.out.printf("AUROC alone %.1f s, all metrics %.1f s%n", (middle - start) / 1e9, (end - middle) / 1e9);
    }
}

package org.gapwise.evaluate.calibrate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gapwise.core.calibrate.OperatingPoint;

/** How the threshold of a label is chosen. */
public sealed interface OperatingRule {

    /** For readers. */
    String words();

    /**
     * How good a threshold is; the highest wins, of several the highest threshold.
     *
     * @param sensitivity above the threshold, of the positive cases
     * @param specificity below it, of the negative cases
     */
    double worth(double sensitivity, double specificity);

    /** The greatest sum of sensitivity and specificity (Youden 1950). */
    record Youden() implements OperatingRule {
        @Override
        public String words() {
            return "highest sensitivity plus specificity (Youden)";
        }

        @Override
        public double worth(double sensitivity, double specificity) {
            return sensitivity + specificity;
        }
    }

    /** The highest specificity among thresholds with at least this sensitivity. */
    record AtSensitivity(double wanted) implements OperatingRule {

        public AtSensitivity {
            if (!(wanted > 0 && wanted <= 1)) {
                throw new IllegalArgumentException("a sensitivity of " + wanted + " cannot be reached");
            }
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "sensitivity of at least %.2f", wanted);
        }

        @Override
        public double worth(double sensitivity, double specificity) {
            return sensitivity >= wanted ? 1 + specificity : sensitivity;
        }
    }

    /** Applies the rule to cases of both classes; the threshold lies between two answers. */
    default OperatingPoint choose(Decided cases) {
        Integer[] order = IntStream.range(0, cases.size()).boxed().toArray(Integer[]::new);
        double[] p = cases.probability();
        Arrays.sort(order, (a, b) -> Double.compare(p[b], p[a]));
        double positives = cases.positives();
        double negatives = cases.size() - positives;
        double tp = 0;
        double fp = 0;
        double best = -1;
        double threshold = 1;
        for (int i = 0; i < order.length; i++) {
            if (cases.positive()[order[i]]) {
                tp++;
            } else {
                fp++;
            }
            double next = i + 1 == order.length ? 0 : p[order[i + 1]];
            if (next < p[order[i]]) {
                double worth = worth(tp / positives, 1 - fp / negatives);
                if (worth > best) {
                    best = worth;
                    threshold = (p[order[i]] + next) / 2;
                }
            }
        }
        return new OperatingPoint(words(), threshold, cases.shares(threshold));
    }
}

package org.gapwise.study.pattern;

import java.util.Arrays;

/** How several probabilities become one. */
public enum Vote {
    MEAN {
        @Override
        double of(double[] probabilities) {
            return Arrays.stream(probabilities).average().orElseThrow();
        }
    },
    MAX {
        @Override
        double of(double[] probabilities) {
            return Arrays.stream(probabilities).max().orElseThrow();
        }
    },
    MIN {
        @Override
        double of(double[] probabilities) {
            return Arrays.stream(probabilities).min().orElseThrow();
        }
    },
    /** The share of those who say yes. */
    MAJORITY {
        @Override
        double of(double[] probabilities) {
            return Arrays.stream(probabilities).filter(p -> p >= 0.5).count() / (double) probabilities.length;
        }
    };

    /** Of at least one probability. */
    abstract double of(double[] probabilities);
}

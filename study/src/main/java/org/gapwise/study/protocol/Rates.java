package org.gapwise.study.protocol;

import java.util.List;

/**
 * How much is taken away.
 *
 * @param train in the training part, rising, 0 first
 * @param test in the test part, rising, 0 first
 */
public record Rates(List<Double> train, List<Double> test) {

    /** The paper's (method 3). */
    public static final Rates PAPER = new Rates(List.of(0.0, 0.25, 0.5, 0.75), List.of(0.0, 0.25, 0.5, 0.75, 1.0));

    /** Rates nearer to each other have the same name, see {@link org.gapwise.evaluate.study.Level#word}. */
    private static final double STEP = 0.001;

    public Rates {
        train = List.copyOf(train);
        test = List.copyOf(test);
        check("train", train);
        check("test", test);
    }

    private static void check(String which, List<Double> rates) {
        for (int i = 0; i < rates.size(); i++) {
            double least = i == 0 ? 0 : rates.get(i - 1);
            boolean rising = i == 0 ? rates.get(i) == 0 : rates.get(i) > least;
            if (rising && i > 0 && rates.get(i) - least < STEP) {
                throw new IllegalArgumentException(
                        which + " rates are " + rates + ": between two of them there is at least " + STEP);
            }
            if (!rising || !(rates.get(i) <= 1)) {
                throw new IllegalArgumentException(
                        which + " rates are " + rates + ": they begin with 0, rise, end by 1");
            }
        }
        if (rates.isEmpty()) {
            throw new IllegalArgumentException(which + " rates are empty: they begin with 0");
        }
    }
}

package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.calibrate.Logistic;

/**
 * A label's common map and a map a pattern, each drawn to the common one: rare patterns borrow its strength (an
 * empirical-Bayes hierarchy; Gelman and Hill 2007, chapter 12). A pattern without a case has the common map.
 *
 * @param patterns by number
 */
record Hierarchy(Logistic common, List<Logistic> patterns) {

    /** The common map is drawn to the identity, as if by one case of even odds or so. */
    private static final double WEAK = 1;

    Hierarchy {
        patterns = List.copyOf(patterns);
    }

    static Hierarchy fit(Sample sample, Recipe recipe) {
        Logistic common = LogisticFit.of(sample, recipe.form(), Logistic.IDENTITY, WEAK);
        List<Logistic> patterns = new ArrayList<>();
        for (int p = 0; p < sample.patterns(); p++) {
            patterns.add(LogisticFit.of(sample.of(p), recipe.form(), common, recipe.strength()));
        }
        return new Hierarchy(common, patterns);
    }

    /** The log odds after calibration. */
    double of(int pattern, double logit) {
        Logistic map = patterns.get(pattern);
        return map.slope() * logit + map.offset();
    }
}

package org.gapwise.core.calibrate;

import org.gapwise.core.predict.Basis;

/**
 * How far from certain the cases of one class are: split conformal prediction, by class (Vovk, Gammerman and Shafer
 * 2005, "Mondrian"; Romano, Sesia and Candes 2020).
 *
 * @param limit the class stays in the prediction set while 1 - p(class) is at most this
 * @param cases of the class it rests on
 * @param basis whose cases they are
 */
public record ClassLimit(double limit, int cases, Basis basis) {

    public ClassLimit {
        if (!(limit >= 0 && limit <= 1)) {
            throw new IllegalArgumentException("limit is " + limit + ", must be between 0 and 1");
        }
    }

    /** Whether a class with this probability stays in the set. */
    boolean keeps(double probability) {
        return 1 - probability <= limit;
    }
}

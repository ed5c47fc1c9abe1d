package org.gapwise.core.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Holm's step-down correction for several tests at once (Holm 1979). */
public final class Holm {

    private Holm() {}

    /**
     * @param p [K] each in [0, 1]
     * @return [K] adjusted: below alpha exactly where Holm's procedure rejects at alpha
     */
    public static double[] adjust(double[] p) {
        int[] falling = Order.descending(p);
        int k = p.length;
        double[] adjusted = new double[k];
        double highest = 0;
        for (int i = 0; i < k; i++) {
            int at = falling[k - 1 - i];
            if (!(p[at] >= 0 && p[at] <= 1)) {
                throw new IllegalArgumentException(p[at] + " is not a p-value");
            }
            highest = Math.max(highest, Math.min(1, (k - i) * p[at]));
            adjusted[at] = highest;
        }
        return adjusted;
    }

    /** The same over the tests that have a p; the others stay without. */
    public static List<OptionalDouble> adjust(List<OptionalDouble> p) {
        double[] adjusted = adjust(p.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
        List<OptionalDouble> spread = new ArrayList<>();
        int at = 0;
        for (OptionalDouble each : p) {
            spread.add(each.isPresent() ? OptionalDouble.of(adjusted[at++]) : each);
        }
        return spread;
    }
}

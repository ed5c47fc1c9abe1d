package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;

/** Numbers such as -1, 999 and impossible zeros that mean "not measured", and would be learned from as if measured. */
final class Sentinels {

    private static final double[] BELOW = {-1, -2, -8, -9, -88, -99, -888, -999, -9999};
    private static final double[] ABOVE = {99, 888, 999, 8888, 9999, 99999, 999999};
    private static final int OFTEN = 3;
    private static final int COMPANY = 20;
    /** Values fewer than these are codes or counts, among which zero is in place. */
    private static final int QUANTITY = 15;

    private Sentinels() {}

    static List<Finding> of(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        for (Evidence.Column column : evidence.numbers()) {
            Numeric feature = (Numeric) column.feature();
            double[] sorted = column.sorted();
            codes(sorted, feature.range()).forEach(code -> found.add(sentinel(evidence, feature, sorted, code)));
            zero(evidence, feature, sorted).ifPresent(found::add);
        }
        return found;
    }

    private static Finding sentinel(Evidence evidence, Numeric feature, double[] sorted, double code) {
        return Finding.error(
                Kind.SENTINEL,
                count(sorted, code) + " of " + sorted.length + " values are " + text(code)
                        + ", far from all others: it seems to mean \"not measured\".",
                evidence.where(feature.column()),
                "Add \"" + text(code)
                        + "\" to `missing` in schema.toml, or give the feature a range and set implausible"
                        + " = \"absent\".");
    }

    private static List<Double> codes(double[] sorted, Optional<Range> range) {
        List<Double> codes = new ArrayList<>();
        double[] rest = sorted;
        for (double code : BELOW) {
            double[] others = without(rest, code);
            if (count(sorted, code) >= OFTEN && others.length >= COMPANY && allCodesBelow(others)) {
                codes.add(code);
            }
        }
        for (double code : codes) {
            rest = without(rest, code);
        }
        for (double code : ABOVE) {
            double[] others = without(rest, code);
            if (count(rest, code) >= OFTEN && others.length >= COMPANY && isFar(code, others, range)) {
                codes.add(code);
                rest = others;
            }
        }
        return codes;
    }

    /** Whether a column is of numbers that cannot be negative, but for codes. */
    private static boolean allCodesBelow(double[] others) {
        return Arrays.stream(others).filter(x -> x < 0).allMatch(x -> Arrays.stream(BELOW)
                .anyMatch(code -> code == x));
    }

    /** Out of the range and beyond the others, or farther from them than they lie apart. */
    private static boolean isFar(double code, double[] others, Optional<Range> range) {
        double[] real = Arrays.stream(others)
                .filter(x -> Arrays.stream(ABOVE).noneMatch(other -> other == x && other > code))
                .toArray();
        if (real.length < COMPANY) {
            return false;
        }
        double most = real[real.length - 1];
        boolean outside = range.isPresent() && !range.get().holds(code);
        return code > most && (outside || code - most > 0.5 * (most - real[real.length / 2]));
    }

    private static Optional<Finding> zero(Evidence evidence, Numeric feature, double[] sorted) {
        int zeros = count(sorted, 0);
        double[] others = Arrays.stream(sorted).filter(x -> x > 0).toArray();
        boolean negative = Arrays.stream(sorted).anyMatch(x -> x < 0 && x != -1);
        if (zeros < OFTEN || others.length < COMPANY || negative) {
            return Optional.empty();
        }
        String what = zeros + " of " + sorted.length + " values are 0, ";
        String where = evidence.where(feature.column());
        String fix =
                "If 0 means \"not measured\", add \"0\" to `missing` in schema.toml, or give the feature a range and"
                        + " set implausible = \"absent\".";
        if (feature.range().isPresent() && feature.range().get().low() > 0) {
            return Optional.of(Finding.error(Kind.IMPOSSIBLE_ZERO, what + "which its range rules out.", where, fix));
        }
        double median = others[others.length / 2];
        boolean quantity = Arrays.stream(others).distinct().count() > QUANTITY;
        return quantity && others[0] >= 0.2 * median
                ? Optional.of(Finding.warning(
                        Kind.IMPOSSIBLE_ZERO,
                        what + "and the least of all others is " + text(others[0]) + ".",
                        where,
                        fix))
                : Optional.empty();
    }

    private static int count(double[] values, double code) {
        return (int) Arrays.stream(values).filter(x -> x == code).count();
    }

    private static double[] without(double[] values, double code) {
        return Arrays.stream(values).filter(x -> x != code).toArray();
    }

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}

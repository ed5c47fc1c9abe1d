package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gapwise.core.schema.Numeric;

/**
 * Columns in which some values seem to be in another unit: a second, smaller hump stands where a known conversion would
 * put the first, as wide as the first, with a valley between them. Humps that a conversion moves by less than
 * {@link #APART} of their width cannot be told apart from one skewed hump, and are not reported.
 */
final class UnitMix {

    /** Least distance of two humps in standard deviations. */
    static final double APART = 3.2;

    private static final int FEWEST = 8;
    private static final int COMPANY = 30;
    private static final int MOST_A_VALUE = 12;
    private static final double NOT_BY_CHANCE = 3.3;
    private static final double NEAR = 0.75;
    private static final double WINDOW = 0.6;

    /** One way in which a column may be mixed, and how far from the expected place its second hump stands. */
    private record Mix(Conversion conversion, int minority, double misfit) {}

    private UnitMix() {}

    static List<Finding> of(Evidence evidence) {
        List<Finding> found = new ArrayList<>();
        for (Evidence.Column column : evidence.numbers()) {
            Numeric feature = (Numeric) column.feature();
            double[] sorted = column.sorted();
            best(feature, sorted).ifPresent(mix -> found.add(finding(evidence, feature, sorted.length, mix)));
        }
        return found;
    }

    private static Finding finding(Evidence evidence, Numeric feature, int all, Mix mix) {
        String what = String.format(
                Locale.ROOT,
                "%d of %d values look as if they were in another unit (%s among %s).",
                mix.minority,
                all,
                mix.conversion.second(),
                mix.conversion.first());
        String fix = "Convert them before import, and give the feature a unit and a range.";
        String where = evidence.where(feature.column());
        return mix.conversion.suits(feature)
                ? Finding.error(Kind.UNIT_MIX, what, where, fix)
                : Finding.warning(Kind.UNIT_MIX, what, where, fix);
    }

    private static Optional<Mix> best(Numeric feature, double[] sorted) {
        return Conversion.of(feature).stream()
                .flatMap(one -> List.of(one, one.reversed()).stream())
                .flatMap(one -> mix(one, sorted).stream())
                .min(Comparator.comparingDouble(Mix::misfit));
    }

    /** Whether most values are in the conversion's first unit and some in its second. */
    private static Optional<Mix> mix(Conversion conversion, double[] sorted) {
        double[] usable = conversion.isRatio()
                ? Arrays.stream(sorted).filter(x -> x > 0).map(Math::log).toArray()
                : sorted;
        if (usable.length < COMPANY || usable[usable.length - 1] <= usable[0]) {
            return Optional.empty();
        }
        double middle = quantile(usable, 0.5);
        boolean up = moved(conversion, middle) > middle;
        double[] rising = up ? usable : mirrored(usable);
        return valley(conversion, rising, up).flatMap(cut -> {
            int main = (int) Arrays.stream(rising).filter(x -> x <= cut).count();
            return judge(conversion, Arrays.copyOf(rising, main), Arrays.copyOfRange(rising, main, rising.length), up);
        });
    }

    /** Where few values are, between the first hump and the place of the second; values rise towards the second. */
    private static Optional<Double> valley(Conversion conversion, double[] rising, boolean up) {
        double middle = quantile(rising, 0.5);
        double width = middle - quantile(rising, 0.16);
        double place = place(conversion, middle, up);
        double wide = Math.max(width * stretch(conversion), 1e-9);
        if (width <= 0 || place - middle < APART * Math.max(width, wide)) {
            return Optional.empty();
        }
        double half = WINDOW * wide;
        int there = 0;
        for (double shift = -NEAR; shift <= NEAR; shift += NEAR / 3) {
            there = Math.max(there, within(rising, place + shift * wide, half));
        }
        int fewest = Integer.MAX_VALUE;
        double cut = place;
        for (double share = 0.35; share <= 0.75; share += 0.05) {
            double at = middle + share * (place - middle);
            int here = within(rising, at, half);
            if (here < fewest) {
                fewest = here;
                cut = at;
            }
        }
        boolean dips =
                there >= FEWEST && there >= 2 * fewest && there - fewest >= NOT_BY_CHANCE * Math.sqrt(there + fewest);
        return dips ? Optional.of(cut) : Optional.empty();
    }

    private static Optional<Mix> judge(Conversion conversion, double[] main, double[] other, boolean up) {
        boolean few = other.length < FEWEST || distinct(main) < FEWEST || heaped(other);
        if (few || 2 * other.length > main.length + other.length) {
            return Optional.empty();
        }
        double width = (quantile(main, 0.84) - quantile(main, 0.16)) / 2 * stretch(conversion);
        double misfit = Math.abs(quantile(other, 0.5) - place(conversion, quantile(main, 0.5), up)) / width;
        double spread = (quantile(other, 0.84) - quantile(other, 0.16)) / 2 / width;
        return misfit <= NEAR && spread >= 0.35 && spread <= 2.2
                ? Optional.of(new Mix(conversion, other.length, misfit))
                : Optional.empty();
    }

    private static double moved(Conversion conversion, double value) {
        return conversion.isRatio() ? value + Math.log(conversion.factor()) : conversion.apply(value);
    }

    /** Where a value of the first hump would be in the other unit, on the rising scale. */
    private static double place(Conversion conversion, double value, boolean up) {
        return up ? moved(conversion, value) : -moved(conversion, -value);
    }

    private static double stretch(Conversion conversion) {
        return conversion.isRatio() ? 1 : conversion.factor();
    }

    private static double[] mirrored(double[] values) {
        return Arrays.stream(values).map(x -> -x).sorted().toArray();
    }

    /** Whether a few round values make up most of it. */
    private static boolean heaped(double[] sorted) {
        return sorted.length > MOST_A_VALUE * distinct(sorted);
    }

    private static long distinct(double[] values) {
        return Arrays.stream(values).distinct().count();
    }

    private static int within(double[] values, double center, double half) {
        return (int)
                Arrays.stream(values).filter(x -> Math.abs(x - center) <= half).count();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}

package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.metrics.Estimate;

/**
 * How a method's macro AUROC falls along a slice of an arm.
 *
 * @param curve by rate
 * @param area under the curve by the trapezoid rule, divided by the width: the mean over rates
 * @param slope of the least-squares line, in points of AUROC (hundredths) for each 10 % missing
 * @param worstRate at which it is lowest
 * @param floor where it meets the best model of the modalities that remain; empty without such a model
 */
public record Degradation(
        Entrant entrant,
        Arm arm,
        Slice slice,
        List<Sampled> curve,
        Sampled area,
        Sampled slope,
        double worstRate,
        Optional<Floor> floor) {

    /**
     * The better single modality.
     *
     * @param entrant best of the remaining modalities' models on complete data
     * @param above method minus that model, by rate
     * @param crossing rate from which on the method is below, linear between levels; empty where it never is
     */
    public record Floor(Entrant entrant, List<Sampled> above, OptionalDouble crossing) {
        public Floor {
            above = List.copyOf(above);
        }
    }

    public Degradation {
        curve = List.copyOf(curve);
    }

    /** Empty when a level of the slice was not run. */
    static Optional<Degradation> of(Entrant entrant, Arm arm, Slice slice, Scores scores, Roster roster) {
        List<Double> rates = slice.rates(arm);
        return scores.along(slice, arm, entrant.id()).map(curve -> {
            Sampled area = Sampled.from(curve, values -> area(rates, values));
            Sampled slope = Sampled.from(curve, values -> 10 * slope(rates, values));
            double worst = rates.get(0);
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < curve.size(); i++) {
                if (curve.get(i).raw() < least) {
                    least = curve.get(i).raw();
                    worst = rates.get(i);
                }
            }
            Optional<Floor> floor = floor(arm, slice, curve, scores, roster);
            return new Degradation(entrant, arm, slice, curve, area, slope, worst, floor);
        });
    }

    private static Optional<Floor> floor(Arm arm, Slice slice, List<Sampled> curve, Scores scores, Roster roster) {
        return best(arm, scores, roster).flatMap(single -> {
            List<Sampled> above = new ArrayList<>();
            List<Double> rates = slice.rates(arm);
            for (int i = 0; i < curve.size(); i++) {
                Sampled mine = curve.get(i);
                scores.nearest(slice.at(single.id(), arm, rates.get(i)))
                        .ifPresent(theirs -> above.add(mine.minus(theirs)));
            }
            return above.size() == curve.size()
                    ? Optional.of(new Floor(single, above, crossing(rates, above)))
                    : Optional.empty();
        });
    }

    /** The remaining modality's model that is best on complete data. */
    static Optional<Entrant> best(Arm arm, Scores scores, Roster roster) {
        return roster.remaining(arm).stream()
                .filter(e -> complete(e, scores).isPresent())
                .max(Comparator.comparingDouble(e -> complete(e, scores).orElse(0)));
    }

    private static OptionalDouble complete(Entrant entrant, Scores scores) {
        return scores.of(new Slice.Place(entrant.id(), Level.COMPLETE, Level.COMPLETE))
                .map(Sampled::point)
                .orElse(OptionalDouble.empty());
    }

    /** A plain sentence when the method falls below the single modality; empty when it does not. */
    public Optional<String> warning(double level) {
        return floor.filter(f -> f.crossing().isPresent()).map(f -> {
            List<Double> rates = slice.rates(arm);
            int deepest = 0;
            for (int i = 1; i < rates.size(); i++) {
                deepest = f.above().get(i).raw() < f.above().get(deepest).raw() ? i : deepest;
            }
            Estimate gap = f.above().get(deepest).estimate(level);
            boolean sure = gap.high().isPresent() && gap.high().getAsDouble() < 0;
            return String.format(
                    Locale.ROOT,
                    "%s: %s falls below %s, which never sees %s, from %.0f %% %s on; lowest at %.0f %%: %.1f points%s.",
                    arm.title(),
                    entrant.title(),
                    f.entrant().title(),
                    String.join(" or ", arm.modalities()),
                    100 * f.crossing().getAsDouble(),
                    slice.title(),
                    100 * rates.get(deepest),
                    100 * f.above().get(deepest).raw(),
                    sure ? " (the interval excludes 0)" : " (the interval holds 0)");
        });
    }

    static double area(List<Double> rates, double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += (rates.get(i) - rates.get(i - 1)) * (values[i] + values[i - 1]) / 2;
        }
        return values.length < 2 ? Double.NaN : sum / (rates.get(values.length - 1) - rates.get(0));
    }

    static double slope(List<Double> rates, double[] values) {
        double meanX = rates.stream().mapToDouble(r -> r).average().orElse(0);
        double over = 0;
        double under = 0;
        for (int i = 0; i < values.length; i++) {
            over += (rates.get(i) - meanX) * values[i];
            under += (rates.get(i) - meanX) * (rates.get(i) - meanX);
        }
        return over / under;
    }

    /** The first rate at which the difference passes 0, linear between levels. */
    static OptionalDouble crossing(List<Double> rates, List<Sampled> above) {
        for (int i = 0; i < above.size(); i++) {
            if (above.get(i).raw() < 0) {
                if (i == 0) {
                    return OptionalDouble.of(rates.get(0));
                }
                double before = above.get(i - 1).raw();
                double share = before / (before - above.get(i).raw());
                return OptionalDouble.of(rates.get(i - 1) + share * (rates.get(i) - rates.get(i - 1)));
            }
        }
        return OptionalDouble.empty();
    }
}

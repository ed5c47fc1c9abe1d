package org.gapwise.data.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;

/**
 * A number, normal on its scale, whose mean moves with each finding present. The likelihood is that of the rounded
 * value's density; a draw outside the plausible range (less than one in 10,000) is drawn again.
 *
 * @param decimals as the table writes it
 */
record Quantity(Numeric feature, boolean lasting, Law law, int decimals) implements Measurement {

    /**
     * How it is distributed.
     *
     * @param center mean of those without a finding, on the scale
     * @param deviation on the scale
     * @param effects in deviations, additive
     */
    record Law(Scale scale, double center, double deviation, List<Effect> effects) {

        Law {
            effects = List.copyOf(effects);
        }
    }

    /** A standard normal quantity; the methods below give it its law. */
    static Quantity of(String name, String unit, Range range, int decimals) {
        Law standard = new Law(Scale.PLAIN, 0, 1, List.of());
        return new Quantity(new Numeric(name, name, unit, Optional.of(range)), false, standard, decimals);
    }

    /** Distributed around a center on a scale. */
    Quantity around(Scale scale, double center, double deviation) {
        return new Quantity(feature, lasting, new Law(scale, center, deviation, law.effects()), decimals);
    }

    /** With the center moved by so many deviations when the finding is present. */
    Quantity moved(Finding by, double size) {
        List<Effect> effects = new ArrayList<>(law.effects());
        effects.add(new Effect(by, size));
        return new Quantity(feature, lasting, new Law(law.scale(), law.center(), law.deviation(), effects), decimals);
    }

    /** The same in all studies of a patient. */
    Quantity forLife() {
        return new Quantity(feature, true, law, decimals);
    }

    @Override
    public String name() {
        return feature.name();
    }

    @Override
    public double draw(int state, SplittableRandom random) {
        double shift = 0;
        for (Effect effect : law.effects()) {
            shift += effect.finding().in(state) ? effect.size() : 0;
        }
        while (true) {
            double normal = law.center() + law.deviation() * (shift + Bell.draw(random));
            double value = rounded(law.scale().value(normal)).doubleValue();
            if (feature.range().filter(r -> r.holds(value)).isPresent()) {
                return value;
            }
        }
    }

    /** From -(t - sum_k a_k z_k)^2 / 2, with t the standardized value. */
    @Override
    public void explain(double value, Belief belief) {
        double t = (law.scale().normal(value) - law.center()) / law.deviation();
        List<Effect> effects = law.effects();
        for (int i = 0; i < effects.size(); i++) {
            double size = effects.get(i).size();
            belief.add(effects.get(i).finding(), size * (t - size / 2));
            for (int j = 0; j < i; j++) {
                belief.add(
                        effects.get(j).finding(),
                        effects.get(i).finding(),
                        -size * effects.get(j).size());
            }
        }
    }

    @Override
    public String write(double value) {
        return rounded(value).toPlainString();
    }

    private BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}

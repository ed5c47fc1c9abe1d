package org.gapwise.data.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Categorical;

/**
 * A category whose levels have log-odds that move with at most two findings (with two, any distribution over a pair of
 * findings is still a sum of single and pairwise terms).
 *
 * @param base log-weight of each level without a finding
 * @param shifts by finding: what is added to each level's log-weight
 */
record Level(Categorical feature, boolean lasting, List<Double> base, List<Shift> shifts) implements Measurement {

    /** What a finding adds to the log-weight of each level. */
    record Shift(Finding finding, List<Double> by) {}

    Level {
        base = List.copyOf(base);
        shifts = List.copyOf(shifts);
        if (shifts.size() > 2) {
            throw new IllegalArgumentException(feature.name() + " depends on more than two findings");
        }
    }

    /** Levels with these shares when no finding is present. */
    static Level of(String name, List<String> levels, List<Double> shares) {
        List<Double> base = shares.stream().map(StrictMath::log).toList();
        return new Level(new Categorical(name, levels), false, base, List.of());
    }

    /** With these added to the levels' log-weights when the finding is present. */
    Level moved(Finding by, List<Double> logWeights) {
        List<Shift> more = new ArrayList<>(shifts);
        more.add(new Shift(by, logWeights));
        return new Level(feature, lasting, base, more);
    }

    /** The same in all studies of a patient. */
    Level forLife() {
        return new Level(feature, true, base, shifts);
    }

    @Override
    public String name() {
        return feature.name();
    }

    @Override
    public double draw(int state, SplittableRandom random) {
        double at = random.nextDouble();
        int level = 0;
        while (level < base.size() - 1) {
            at -= StrictMath.exp(logChance(level, state));
            if (at < 0) {
                return level;
            }
            level++;
        }
        return level;
    }

    @Override
    public void explain(double value, Belief belief) {
        int level = (int) value;
        double none = logChance(level, 0);
        double sum = -none;
        int all = 0;
        for (Shift shift : shifts) {
            double alone = logChance(level, shift.finding().bit());
            belief.add(shift.finding(), alone - none);
            sum += alone;
            all |= shift.finding().bit();
        }
        if (shifts.size() == 2) {
            belief.add(shifts.get(0).finding(), shifts.get(1).finding(), logChance(level, all) - sum);
        }
    }

    @Override
    public String write(double value) {
        return feature.levels().get((int) value);
    }

    private double logChance(int level, int state) {
        double total = 0;
        for (int i = 0; i < base.size(); i++) {
            total += StrictMath.exp(logWeight(i, state));
        }
        return logWeight(level, state) - StrictMath.log(total);
    }

    private double logWeight(int level, int state) {
        double sum = base.get(level);
        for (Shift shift : shifts) {
            sum += shift.finding().in(state) ? shift.by().get(level) : 0;
        }
        return sum;
    }
}

package org.gapwise.data.simulate;

import java.util.List;

/** Why a value is sometimes not there. */
sealed interface Gap {

    /**
     * The chance that it is missing.
     *
     * @param age the patient's, always observed
     */
    double chance(int state, double age);

    /** What being there or missing says about the state; only a gap that depends on it says something. */
    default void explain(boolean missing, Belief belief) {}

    /** Completely at random. */
    record Mcar(double rate) implements Gap {
        @Override
        public double chance(int state, double age) {
            return rate;
        }
    }

    /** At random given the age, which is always observed: the log-odds move by {@code slope} each 10 years after 60. */
    record Mar(double rate, double slope) implements Gap {
        @Override
        public double chance(int state, double age) {
            return logistic(logit(rate) + slope * (age - 60) / 10);
        }
    }

    /** Not at random: the log-odds move with at most two findings that nobody has observed. */
    record Mnar(double rate, List<Effect> effects) implements Gap {

        public Mnar {
            effects = List.copyOf(effects);
            if (effects.size() > 2) {
                throw new IllegalArgumentException("a gap depends on at most two findings");
            }
        }

        @Override
        public double chance(int state, double age) {
            double sum = logit(rate);
            for (Effect effect : effects) {
                sum += effect.finding().in(state) ? effect.size() : 0;
            }
            return logistic(sum);
        }

        @Override
        public void explain(boolean missing, Belief belief) {
            double none = logChance(missing, 0);
            double sum = -none;
            int all = 0;
            for (Effect effect : effects) {
                double alone = logChance(missing, effect.finding().bit());
                belief.add(effect.finding(), alone - none);
                sum += alone;
                all |= effect.finding().bit();
            }
            if (effects.size() == 2) {
                belief.add(effects.get(0).finding(), effects.get(1).finding(), logChance(missing, all) - sum);
            }
        }

        private double logChance(boolean missing, int state) {
            double p = chance(state, 0);
            return StrictMath.log(missing ? p : 1 - p);
        }
    }

    private static double logit(double p) {
        return StrictMath.log(p / (1 - p));
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}

package org.gapwise.data.simulate;

import java.util.SplittableRandom;

/**
 * How strongly a finding shows in the radiograph: a number from 0 to 1, normal cut to that interval, with another mean
 * when the finding is present. The distributions overlap, so the picture does not decide the label.
 */
final class Sign {

    private final Look look;
    private final Finding finding;
    private final double quiet;
    private final double shown;
    private final double spread;
    private final double logMassRatio;

    /**
     * @param quiet mean before cutting, without the finding
     * @param shown the same with it
     * @param spread standard deviation before cutting
     */
    Sign(Look look, Finding finding, double quiet, double shown, double spread) {
        this.look = look;
        this.finding = finding;
        this.quiet = quiet;
        this.shown = shown;
        this.spread = spread;
        this.logMassRatio = StrictMath.log(inside(shown) / inside(quiet));
    }

    Look look() {
        return look;
    }

    boolean shows(String label) {
        return finding.label().equals(label);
    }

    double draw(int state, SplittableRandom random) {
        double mean = finding.in(state) ? shown : quiet;
        while (true) {
            double value = mean + spread * Bell.draw(random);
            if (value >= 0 && value <= 1) {
                return value;
            }
        }
    }

    /** Adds the log-likelihood ratio, which is linear in the value. */
    void explain(double value, Belief belief) {
        double slope = (shown - quiet) / (spread * spread);
        belief.add(finding, slope * (value - (shown + quiet) / 2) - logMassRatio);
    }

    private double inside(double mean) {
        return Bell.between(-mean / spread, (1 - mean) / spread);
    }
}

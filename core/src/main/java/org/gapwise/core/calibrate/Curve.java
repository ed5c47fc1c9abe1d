package org.gapwise.core.calibrate;

import java.util.List;

/**
 * A rising map of log odds, straight between knots and of slope 1 beyond them, so that no two answers become one. Without
 * knots it changes nothing.
 *
 * @param knots rising in both
 */
public record Curve(List<Knot> knots) {

    public static final Curve NONE = new Curve(List.of());

    /** Log odds before and after. */
    public record Knot(double from, double to) {}

    public Curve {
        knots = List.copyOf(knots);
        for (int i = 1; i < knots.size(); i++) {
            Knot before = knots.get(i - 1);
            Knot knot = knots.get(i);
            if (!(knot.from() > before.from() && knot.to() > before.to())) {
                throw new IllegalArgumentException("the knots " + before + " and " + knot + " do not rise");
            }
        }
    }

    /** The map of log odds. */
    public double of(double logit) {
        if (knots.isEmpty()) {
            return logit;
        }
        int next = 0;
        while (next < knots.size() && knots.get(next).from() < logit) {
            next++;
        }
        if (next == 0 || next == knots.size()) {
            Knot end = knots.get(next == 0 ? 0 : next - 1);
            return end.to() + logit - end.from();
        }
        Knot left = knots.get(next - 1);
        Knot right = knots.get(next);
        double share = (logit - left.from()) / (right.from() - left.from());
        return left.to() + share * (right.to() - left.to());
    }
}

package org.gapwise.data.simulate;

/** Soft-edged shapes in the unit square (x to the right, y down), each a coverage from 0 to 1. */
final class Shape {

    private Shape() {}

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between. */
    static double rise(double x, double from, double to) {
        double t = Math.min(1, Math.max(0, (x - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }

    /** 1 where {@code inside} is positive, 0 where it is negative, with an edge of the given half-width. */
    static double within(double inside, double edge) {
        return rise(inside, -edge, edge);
    }

    /** A smooth bump: 1 in the center, 0 from the ellipse of these radii on. */
    static double bump(double dx, double dy, double rx, double ry) {
        double r = dx * dx / (rx * rx) + dy * dy / (ry * ry);
        return r >= 1 ? 0 : (1 - r) * (1 - r);
    }

    /** A flat disc with soft rim: 1 up to 60 % of the radii, 0 outside of them. */
    static double disc(double dx, double dy, double rx, double ry) {
        double r = dx * dx / (rx * rx) + dy * dy / (ry * ry);
        return r >= 1 ? 0 : 1 - rise(r, 0.36, 1);
    }

    /** A line of half-width {@code half} at a signed distance, spread over at least a pixel but with the same mass. */
    static double line(double distance, double half, double pixel) {
        double wide = Math.max(half, 0.6 * pixel);
        double t = Math.abs(distance) / (1.6 * wide);
        return t >= 1 ? 0 : (1 - t * t) * (1 - t * t) * half / wide;
    }
}

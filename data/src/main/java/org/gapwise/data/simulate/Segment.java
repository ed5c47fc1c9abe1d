package org.gapwise.data.simulate;

/** A straight piece from (ax, ay) to (bx, by). */
record Segment(double ax, double ay, double bx, double by) {

    /** Distance from a point to the nearest point of the piece. */
    double distance(double x, double y) {
        double ux = bx - ax;
        double uy = by - ay;
        double t = ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy);
        t = Math.min(1, Math.max(0, t));
        double dx = x - ax - t * ux;
        double dy = y - ay - t * uy;
        return Math.sqrt(dx * dx + dy * dy);
    }
}

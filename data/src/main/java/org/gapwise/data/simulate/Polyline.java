package org.gapwise.data.simulate;

/**
 * Straight pieces joined end to end.
 *
 * @param points x and y of each joint in turn
 */
record Polyline(double... points) {

    /** The nearest distance from a point to any piece. */
    double distance(double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 3 < points.length; i += 2) {
            double ux = points[i + 2] - points[i];
            double uy = points[i + 3] - points[i + 1];
            double along = ((x - points[i]) * ux + (y - points[i + 1]) * uy) / (ux * ux + uy * uy);
            double t = Math.min(1, Math.max(0, along));
            double dx = x - points[i] - t * ux;
            double dy = y - points[i + 1] - t * uy;
            nearest = Math.min(nearest, dx * dx + dy * dy);
        }
        return Math.sqrt(nearest);
    }
}

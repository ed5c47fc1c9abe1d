package org.gapwise.data.simulate;

/** Straight pieces joined end to end. */
final class Polyline {

    /** Beyond this nothing is drawn any more. */
    private static final double FAR = 0.06;

    private final double[] points;
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double top = Double.POSITIVE_INFINITY;
    private double bottom = Double.NEGATIVE_INFINITY;

    /**
     * @param points x and y of each joint in turn
     */
    Polyline(double... points) {
        this.points = points.clone();
        for (int i = 0; i < points.length; i += 2) {
            left = Math.min(left, points[i] - FAR);
            right = Math.max(right, points[i] + FAR);
            top = Math.min(top, points[i + 1] - FAR);
            bottom = Math.max(bottom, points[i + 1] + FAR);
        }
    }

    /** The nearest distance from a point to any piece; infinite when it is far from all. */
    double distance(double x, double y) {
        if (x < left || x > right || y < top || y > bottom) {
            return Double.POSITIVE_INFINITY;
        }
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

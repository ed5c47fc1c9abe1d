package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.metrics.CurvePoint;

/** A curve with few enough points to keep and draw: moves of less than a half percent are left out. */
public final class Thinned {

    private static final double STEP = 0.005;

    private Thinned() {}

    /** Some of the points, in their order; the first and the last always. */
    public static List<CurvePoint> of(List<CurvePoint> points) {
        List<CurvePoint> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            CurvePoint point = points.get(i);
            if (kept.isEmpty() || i == points.size() - 1 || far(kept.get(kept.size() - 1), point)) {
                kept.add(point);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean far(CurvePoint a, CurvePoint b) {
        return Math.abs(a.x() - b.x()) > STEP || Math.abs(a.y() - b.y()) > STEP;
    }
}

package org.gapwise.data.simulate;

import static org.gapwise.data.simulate.Shape.bump;
import static org.gapwise.data.simulate.Shape.disc;
import static org.gapwise.data.simulate.Shape.line;
import static org.gapwise.data.simulate.Shape.rise;
import static org.gapwise.data.simulate.Shape.within;

/**
 * A frontal chest radiograph as a brightness at each point. Each sign changes the brightness at its own place, about
 * in proportion to its strength. Coordinates: u from the midline to the viewer's right, y from the top, in units of the
 * picture's side; v = |u|.
 */
final class Thorax {

    private static final double EDGE = 0.012;
    private static final double AIR = 10;
    private static final double SOFT_TISSUE = 120;

    private static final Polyline CLAVICLE = new Polyline(0.04, 0.165, 0.36, 0.10);
    private static final Polyline UPPER_VESSEL = new Polyline(0.09, 0.41, 0.26, 0.22);
    private static final Polyline MIDDLE_VESSEL = new Polyline(0.09, 0.43, 0.31, 0.45);
    private static final Polyline LOWER_VESSEL = new Polyline(0.09, 0.45, 0.26, 0.68);
    private static final Polyline UPPER_PLATE = new Polyline(-0.36, 0.69, -0.13, 0.665);
    private static final Polyline LOWER_PLATE = new Polyline(-0.33, 0.73, -0.12, 0.715);
    private static final Polyline BRONCHUS = new Polyline(0.17, 0.43, 0.31, 0.385);
    private static final Polyline BRONCHUS_BRANCH = new Polyline(0.22, 0.415, 0.29, 0.46);
    private static final Polyline TUBE = new Polyline(0, -0.05, 0, 0.31);
    private static final Polyline CATHETER = new Polyline(-0.12, -0.02, -0.105, 0.15, -0.05, 0.26, -0.045, 0.45);
    private static final Polyline LEAD = new Polyline(0.33, 0.15, 0.07, 0.21, 0.03, 0.45, 0.07, 0.72);
    private static final Polyline SEPTAL_LINE = new Polyline(0.31, 0.467, 0.385, 0.463);
    private static final Polyline OUTER_PIECE = new Polyline(-0.44, 0.505, -0.395, 0.505);
    private static final Polyline INNER_PIECE = new Polyline(-0.37, 0.535, -0.33, 0.53);
    private static final Polyline BREAK = new Polyline(-0.383, 0.495, -0.383, 0.545);

    private final double[] sign;
    private final double pixel;

    /**
     * @param sign strength of each {@link Look}, 0 to 1
     * @param pixel side of a pixel
     */
    Thorax(double[] sign, double pixel) {
        this.sign = sign;
        this.pixel = pixel;
    }

    private double of(Look look) {
        return sign[look.ordinal()];
    }

    /** Brightness, from about 0 to about 255. */
    double at(double u, double y) {
        double v = Math.abs(u);
        double body = within(0.13 + 0.335 * rise(y, -0.03, 0.2) - v, 0.02);
        if (body == 0) {
            return AIR;
        }
        double wall = lungHalfWidth(y) - Math.abs(v - lungCenter(y));
        double floor = diaphragm(u, v) - y;
        double mediastinum = within(mediastinalHalfWidth(y) - v, EDGE) * within(0.80 - y, 0.02);
        double heart = heart(u, y);
        double solid = Math.max(mediastinum, heart);
        double lung = within(Math.min(wall, floor), EDGE);
        double air = lung * (1 - solid);
        double light = SOFT_TISSUE - 68 * air + 48 * solid + 22 * within(-floor, 0.02) * (1 - solid);
        light += bones(u, v, y) + trachea(v, y) + vessels(v, y) * air;
        light += inLung(u, v, y, wall, lung * (1 - 0.7 * solid));
        light += fluid(u, v, y) * 95 * air;
        light += devices(u, y);
        return AIR + (light - AIR) * body;
    }

    private static double lungCenter(double y) {
        return 0.205 + 0.03 * rise(y, 0.1, 0.7);
    }

    private static double lungHalfWidth(double y) {
        return y <= 0.07 ? -0.05 : 0.163 * Math.sqrt(Math.min(1, (y - 0.07) / 0.36));
    }

    private static double diaphragm(double u, double v) {
        double side = v - 0.19;
        return (u < 0 ? 0.745 : 0.765) + 2.0 * side * side;
    }

    private double mediastinalHalfWidth(double y) {
        double upper = rise(y, 0.06, 0.24) * (1 - rise(y, 0.30, 0.50));
        return 0.05 + 0.02 * rise(y, 0.3, 0.5) + 0.13 * of(Look.MEDIASTINAL_WIDTH) * upper;
    }

    private double heart(double u, double y) {
        double wide = of(Look.HEART_WIDTH);
        double dx = (u - 0.025 - 0.03 * wide) / (0.105 + 0.15 * wide);
        double dy = (y - 0.645) / (0.135 + 0.02 * wide);
        double r = dx * dx + dy * dy;
        return r > 1.4 ? 0 : within(1 - r, 0.15);
    }

    private double bones(double u, double v, double y) {
        double ribs = 0;
        if (y > 0.1 && y < 0.86 && v < 0.44) {
            double along = y - 0.30 * v + 0.9 * v * v + shift(u, y);
            double turns = along / 0.088;
            double from = (turns - Math.floor(turns) - 0.5) * 0.088;
            ribs = 19 * line(from, 0.014, pixel) * rise(v, 0.03, 0.09);
        }
        double clavicle = 30 * line(CLAVICLE.distance(v, y), 0.013, pixel);
        double spine = 9 * within(0.03 - v, 0.01);
        return ribs + clavicle + spine + breaks(u, y);
    }

    /** How far the broken pieces of rib have moved. */
    private double shift(double u, double y) {
        double piece = within(0.045 - Math.abs(u + 0.40), 0.006) * within(0.075 - Math.abs(y - 0.555), 0.01);
        return 0.045 * of(Look.RIB_STEP) * piece;
    }

    /** Two ribs, each with its pieces out of line and a dark gap between. */
    private double breaks(double u, double y) {
        if (u > -0.31 || y < 0.47 || y > 0.67) {
            return 0;
        }
        double rib = y < 0.57 ? y : y - 0.09;
        double pieces =
                line(OUTER_PIECE.distance(u, rib), 0.015, pixel) + line(INNER_PIECE.distance(u, rib), 0.015, pixel);
        return of(Look.RIB_STEP) * (110 * pieces - 60 * line(BREAK.distance(u, rib), 0.007, pixel));
    }

    private static double trachea(double v, double y) {
        return -38 * within(0.02 - v, 0.008) * (1 - rise(y, 0.30, 0.36));
    }

    private double vessels(double v, double y) {
        double hilum = 30 * bump(v - 0.095, y - 0.43, 0.06, 0.09);
        double branches = line(UPPER_VESSEL.distance(v, y), 0.008, pixel)
                + line(MIDDLE_VESSEL.distance(v, y), 0.007, pixel)
                + line(LOWER_VESSEL.distance(v, y), 0.009, pixel);
        return hilum + 15 * branches;
    }

    /** All that shows inside the lungs. */
    private double inLung(double u, double v, double y, double wall, double lung) {
        if (lung == 0) {
            return 0;
        }
        double light = edema(v, y) * of(Look.PERIHILAR_HAZE);
        if (u < 0) {
            light += 85 * of(Look.SOFT_HAZE) * bump(u + 0.23, y - 0.325, 0.125, 0.115);
            light += of(Look.PATCHY_ZONE) * patches(u, y);
            light += of(Look.BASAL_PLATES) * plates(u, y);
            light += gap(v, y);
        } else {
            light += of(Look.DENSE_PATCH) * patch(u, y);
            light += 125 * of(Look.NODULE) * disc(u - 0.20, y - 0.235, 0.05, 0.05);
            light += thickening(wall, v, y);
        }
        return light * lung;
    }

    private double edema(double v, double y) {
        double haze = 75 * bump(v - 0.15, y - 0.46, 0.12, 0.19);
        double lines = 0;
        if (v > 0.28 && y > 0.44 && y < 0.70) {
            // Five lines 0.05 apart: fold the height onto the first.
            double row = Math.min(4, Math.floor((y - 0.44) / 0.05));
            lines = line(SEPTAL_LINE.distance(v, y - 0.05 * row), 0.008, pixel);
        }
        return haze + 60 * lines;
    }

    private static double patches(double u, double y) {
        return 105
                * Math.max(
                        bump(u + 0.29, y - 0.53, 0.075, 0.06),
                        Math.max(bump(u + 0.19, y - 0.56, 0.07, 0.065), bump(u + 0.26, y - 0.625, 0.075, 0.06)));
    }

    private double plates(double u, double y) {
        return 110 * (line(UPPER_PLATE.distance(u, y), 0.015, pixel) + line(LOWER_PLATE.distance(u, y), 0.014, pixel));
    }

    private double patch(double u, double y) {
        double solid = disc(u - 0.245, y - 0.42, 0.095, 0.085);
        double bronchi =
                line(BRONCHUS.distance(u, y), 0.008, pixel) + line(BRONCHUS_BRANCH.distance(u, y), 0.007, pixel);
        return 100 * solid - 45 * bronchi * solid;
    }

    private double thickening(double wall, double v, double y) {
        if (v < 0.22 || y < 0.38) {
            return 0;
        }
        double e = of(Look.LATERAL_THICKENING);
        double along = rise(y, 0.38, 0.48) * (1 - rise(y, 0.66, 0.73));
        return 105 * along * within(0.004 + 0.075 * e - wall, 0.012);
    }

    /** Air between the chest wall and the surface of a lung that has sunk. */
    private double gap(double v, double y) {
        if (y > 0.40) {
            return 0;
        }
        double e = of(Look.APICAL_GAP);
        double sunk = y - 0.012 - 0.12 * e;
        double half = lungHalfWidth(sunk) * (1 - 0.12 * e);
        double slope = sunk > 0.075 ? 0.23 * (0.163 / lungHalfWidth(sunk)) : 3;
        double surface = (half - Math.abs(v - lungCenter(y))) / Math.sqrt(1 + slope * slope);
        double apex = 1 - rise(y, 0.26, 0.40);
        return apex * (-(12 + 30 * e) * within(-surface, 0.006) + (15 + 65 * e) * line(surface, 0.008, pixel));
    }

    /** Fluid: its surface falls from the lateral wall to the midline. */
    private double fluid(double u, double v, double y) {
        if (y < 0.45) {
            return 0;
        }
        double e = of(u < 0 ? Look.LEFT_MENISCUS : Look.RIGHT_MENISCUS);
        double inward = Math.max(0, 0.39 - v);
        double surface = 0.835 - 0.27 * e + 0.1 * inward + 1.1 * inward * inward;
        return within(y - surface, 0.02);
    }

    private double devices(double u, double y) {
        double tube = line(TUBE.distance(u, y), 0.009, pixel);
        double catheter = line(CATHETER.distance(u, y), 0.008, pixel);
        double lead = line(LEAD.distance(u, y), 0.008, pixel);
        double box = disc(u - 0.345, y - 0.135, 0.055, 0.045);
        return of(Look.DEVICES) * (85 * tube + 80 * catheter + 80 * lead + 95 * box);
    }
}

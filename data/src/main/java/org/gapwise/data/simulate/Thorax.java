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
        double upper = rise(y, 0.08, 0.16) * (1 - rise(y, 0.36, 0.48));
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
        double clavicle = 30 * line(new Segment(0.04, 0.165, 0.36, 0.10).distance(v, y), 0.013, pixel);
        double spine = 9 * within(0.03 - v, 0.01);
        return ribs + clavicle + spine + breaks(u, y);
    }

    /** How far the broken pieces of rib have moved. */
    private double shift(double u, double y) {
        double piece = within(0.045 - Math.abs(u + 0.40), 0.006) * within(0.075 - Math.abs(y - 0.555), 0.01);
        return 0.045 * of(Look.RIB_STEP) * piece;
    }

    /** The overlapping ends, bright, beside the dark gap of each break. */
    private double breaks(double u, double y) {
        if (u > -0.33 || y < 0.45 || y > 0.66) {
            return 0;
        }
        double ends = disc(u + 0.40, y - 0.51, 0.032, 0.026) + disc(u + 0.40, y - 0.60, 0.032, 0.026);
        double gaps = line(new Segment(-0.365, 0.49, -0.365, 0.53).distance(u, y), 0.007, pixel)
                + line(new Segment(-0.365, 0.58, -0.365, 0.62).distance(u, y), 0.007, pixel);
        return of(Look.RIB_STEP) * (105 * ends - 60 * gaps);
    }

    private static double trachea(double v, double y) {
        return -38 * within(0.02 - v, 0.008) * (1 - rise(y, 0.30, 0.36));
    }

    private double vessels(double v, double y) {
        double hilum = 30 * bump(v - 0.095, y - 0.43, 0.06, 0.09);
        double branches = line(new Segment(0.09, 0.41, 0.26, 0.22).distance(v, y), 0.008, pixel)
                + line(new Segment(0.09, 0.43, 0.31, 0.45).distance(v, y), 0.007, pixel)
                + line(new Segment(0.09, 0.45, 0.26, 0.68).distance(v, y), 0.009, pixel);
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
            light += gap(wall, y);
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
            for (int i = 0; i < 5; i++) {
                lines += line(new Segment(0.31, 0.47 + 0.05 * i, 0.385, 0.465 + 0.05 * i).distance(v, y), 0.008, pixel);
            }
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
        return 95
                * (line(new Segment(-0.36, 0.69, -0.13, 0.665).distance(u, y), 0.011, pixel)
                        + line(new Segment(-0.33, 0.73, -0.12, 0.715).distance(u, y), 0.010, pixel));
    }

    private double patch(double u, double y) {
        double solid = disc(u - 0.245, y - 0.42, 0.095, 0.085);
        double bronchi = line(new Segment(0.17, 0.43, 0.31, 0.385).distance(u, y), 0.008, pixel)
                + line(new Segment(0.22, 0.415, 0.29, 0.46).distance(u, y), 0.007, pixel);
        return 100 * solid - 45 * bronchi * solid;
    }

    private double thickening(double wall, double v, double y) {
        if (v < 0.22 || y < 0.42) {
            return 0;
        }
        double e = of(Look.LATERAL_THICKENING);
        double along = rise(y, 0.46, 0.54) * (1 - rise(y, 0.66, 0.72));
        return 95 * along * within(0.005 + 0.06 * e - wall, 0.01);
    }

    private double gap(double wall, double y) {
        if (y > 0.34) {
            return 0;
        }
        double e = of(Look.APICAL_GAP);
        double apex = 1 - rise(y, 0.22, 0.33);
        double depth = 0.012 + 0.11 * e;
        double lucent = within(depth - wall, 0.008);
        return apex * (-(12 + 30 * e) * lucent + (20 + 60 * e) * line(wall - depth, 0.008, pixel));
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
        double tube = line(new Segment(0.0, -0.05, 0.0, 0.31).distance(u, y), 0.009, pixel);
        double catheter = line(
                Math.min(
                        new Segment(-0.12, -0.02, -0.105, 0.15).distance(u, y),
                        Math.min(
                                new Segment(-0.105, 0.15, -0.05, 0.26).distance(u, y),
                                new Segment(-0.05, 0.26, -0.045, 0.45).distance(u, y))),
                0.008,
                pixel);
        double lead = line(
                Math.min(
                        new Segment(0.33, 0.15, 0.07, 0.21).distance(u, y),
                        Math.min(
                                new Segment(0.07, 0.21, 0.03, 0.45).distance(u, y),
                                new Segment(0.03, 0.45, 0.07, 0.72).distance(u, y))),
                0.008,
                pixel);
        double box = disc(u - 0.345, y - 0.135, 0.055, 0.045);
        return of(Look.DEVICES) * (85 * tube + 80 * catheter + 80 * lead + 95 * box);
    }
}

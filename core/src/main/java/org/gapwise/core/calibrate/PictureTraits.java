package org.gapwise.core.calibrate;

import org.gapwise.core.cohort.Pixels;

/**
 * What a picture looks like in a few numbers: the brightness of the cells of an 8 x 8 grid, as standard deviations from the
 * picture's mean, and its look: mean brightness, contrast, roughness (mean step to the next pixel over the contrast) and
 * colour (mean difference between channels).
 */
public final class PictureTraits {

    /** Rows and columns of the grid. */
    static final int GRID = 8;

    /** Cells of the grid; they come first, row by row. */
    public static final int LAYOUT = GRID * GRID;

    /** All numbers. */
    public static final int ALL = LAYOUT + 4;

    /** Where the roughness is. It is measured along rows, so a quarter turn changes it. */
    public static final int ROUGHNESS = LAYOUT + 2;

    private PictureTraits() {}

    /** {@link #ALL} finite numbers of a picture of at least 8 x 8 pixels. */
    public static double[] of(Pixels picture) {
        double[] grey = grey(picture);
        double mean = mean(grey);
        double contrast = contrast(grey, mean);
        // A blank picture has no layout.
        double unit = contrast > 0 ? contrast : 1;
        double[] traits = new double[ALL];
        int[] counts = new int[LAYOUT];
        int width = picture.width();
        for (int i = 0; i < grey.length; i++) {
            int cell = i / width * GRID / picture.height() * GRID + i % width * GRID / width;
            traits[cell] += (grey[i] - mean) / unit;
            counts[cell]++;
        }
        for (int cell = 0; cell < LAYOUT; cell++) {
            traits[cell] /= Math.max(1, counts[cell]);
        }
        traits[LAYOUT] = mean;
        traits[LAYOUT + 1] = contrast;
        traits[ROUGHNESS] = step(grey, width) / unit;
        traits[LAYOUT + 3] = colour(picture);
        return traits;
    }

    private static double[] grey(Pixels picture) {
        double[] grey = new double[picture.height() * picture.width()];
        for (int i = 0; i < picture.values().length; i++) {
            grey[i % grey.length] += (picture.values()[i] & 0xff) / (double) picture.channels();
        }
        return grey;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double contrast(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static double step(double[] grey, int width) {
        double sum = 0;
        int steps = 0;
        for (int i = 0; i < grey.length; i++) {
            if (i % width > 0) {
                sum += Math.abs(grey[i] - grey[i - 1]);
                steps++;
            }
        }
        return steps == 0 ? 0 : sum / steps;
    }

    private static double colour(Pixels picture) {
        if (picture.channels() == 1) {
            return 0;
        }
        int plane = picture.height() * picture.width();
        double sum = 0;
        for (int i = 0; i < plane; i++) {
            int red = picture.values()[i] & 0xff;
            int blue = picture.values()[2 * plane + i] & 0xff;
            sum += Math.abs(red - blue);
        }
        return sum / plane;
    }
}

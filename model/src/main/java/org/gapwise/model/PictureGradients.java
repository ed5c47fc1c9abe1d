package org.gapwise.model;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * Where in a picture an answer comes from, by integrated gradients (Sundararajan, Taly and Yan 2017): the derivatives of a
 * target's log odds by the pixels, averaged along the straight way from a baseline picture to the picture, times the
 * difference. Cells sum to the difference of the log odds between the two, but for the steps' error. Gradients are gathered
 * of pixels alone, so that others may ask the network meanwhile.
 */
public final class PictureGradients {

    private static final int STEPS = 32;
    private static final int CHUNK = 8;
    private static final double WHITE = 255;

    /** For readers. */
    public static final String METHOD = "integrated gradients from the mean training picture";

    private final ModelPredictor predictor;
    private final int steps;

    public PictureGradients(ModelPredictor predictor) {
        this(predictor, STEPS);
    }

    PictureGradients(ModelPredictor predictor, int steps) {
        this.predictor = predictor;
        this.steps = steps;
    }

    /**
     * The map of a case that has the picture.
     *
     * @param baseline grey, of the size that the model reads
     * @param grid cells of a side
     * @return {@code [grid][grid]}, shares of the difference of the log odds
     */
    public double[][] cells(Case one, String modality, String target, Pixels baseline, int grid) {
        ImageSource source = one.images().get(modality);
        if (source == null) {
            throw new IllegalArgumentException("the case has no picture \"" + modality + "\"");
        }
        int side = baseline.width();
        Pixels picture = source.read(side);
        List<Case> path = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Pixels between = between(baseline, picture, (step + 0.5) / steps);
            path.add(one.with(modality, size -> between));
        }
        double[] slopes = new double[3 * side * side];
        int label = predictor.schema().targetNames().indexOf(target);
        for (int from = 0; from < steps; from += CHUNK) {
            add(slopes, gradients(path.subList(from, Math.min(steps, from + CHUNK)), modality, label));
        }
        return summed(slopes, baseline, picture, grid);
    }

    private float[] gradients(List<Case> cases, String modality, int label) {
        try (Scope scope = Scope.open()) {
            Batch batch = predictor.batch(cases);
            Tensor pixels = batch.image(modality).pixels().requiresGrad();
            Tensor logits = predictor.network().forward(batch, Pass.inference());
            return logits.select(1, label).sum().gradientBy(pixels).toFloats();
        }
    }

    private void add(double[] slopes, float[] gradients) {
        for (int i = 0; i < gradients.length; i++) {
            slopes[i % slopes.length] += gradients[i] / (double) steps;
        }
    }

    /** Grey between two pictures, in each channel of the second. */
    private static Pixels between(Pixels baseline, Pixels picture, double share) {
        byte[] values = picture.values().clone();
        int plane = baseline.values().length;
        for (int i = 0; i < values.length; i++) {
            double from = baseline.values()[i % plane] & 0xff;
            double to = values[i] & 0xff;
            values[i] = (byte) Math.round(from + share * (to - from));
        }
        int side = picture.width();
        return new Pixels(picture.channels(), side, side, values);
    }

    private static double[][] summed(double[] slopes, Pixels baseline, Pixels picture, int grid) {
        double[][] cells = new double[grid][grid];
        int side = baseline.width();
        int plane = side * side;
        for (int i = 0; i < slopes.length; i++) {
            int place = i % plane;
            int channel = picture.channels() == 1 ? 0 : i / plane;
            double difference = (picture.values()[channel * plane + place] & 0xff) - (baseline.values()[place] & 0xff);
            cells[place / side * grid / side][place % side * grid / side] += slopes[i] * difference / WHITE;
        }
        return cells;
    }
}

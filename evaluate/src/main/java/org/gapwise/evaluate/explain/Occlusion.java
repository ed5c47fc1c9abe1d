package org.gapwise.evaluate.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Predictor;

/**
 * A heat map by covering a window of the picture with the same place of the mean training picture (after Zeiler and
 * Fergus 2014). Parts of a picture cannot be absent, so this is a stand-in: it shows what replacing a place by an
 * average one does, not what not knowing it would.
 */
public final class Occlusion implements PictureMap {

    private static final String METHOD =
            "occlusion by the mean training picture (a stand-in: no part of a picture can be absent)";

    /** For readers, where no training picture is at hand and {@link #flat} is the baseline. */
    public static final String FLAT_METHOD =
            "occlusion by the picture's own mean brightness (a stand-in: no part of a picture can be absent)";

    private final Predictor predictor;

    public Occlusion(Predictor predictor) {
        this.predictor = predictor;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public double[][] cells(Case one, String modality, String target, Pixels baseline, int grid) {
        ImageSource source = one.images().get(modality);
        if (source == null) {
            throw new IllegalArgumentException("the case has no picture \"" + modality + "\"");
        }
        Pixels picture = source.read(baseline.width());
        List<Case> asked = new ArrayList<>(List.of(one));
        for (int cell = 0; cell < grid * grid; cell++) {
            Pixels covered = covered(picture, baseline, cell, grid);
            asked.add(one.with(modality, size -> same(covered, size)));
        }
        double[] logits = Shapley.logits(predictor, target, asked);
        double[][] cells = new double[grid][grid];
        for (int cell = 0; cell < grid * grid; cell++) {
            cells[cell / grid][cell % grid] = logits[0] - logits[cell + 1];
        }
        return cells;
    }

    private static Pixels same(Pixels pixels, int size) {
        if (size != pixels.width()) {
            throw new IllegalArgumentException(
                    "the model reads pictures of " + size + " pixels, not " + pixels.width());
        }
        return pixels;
    }

    /** Covers the cell and a little of its neighbours, so that no finding hides between cells. */
    private static Pixels covered(Pixels picture, Pixels baseline, int cell, int grid) {
        int side = picture.width();
        int row = cell / grid;
        int column = cell % grid;
        byte[] values = picture.values().clone();
        int edge = side / grid / 4;
        Covering.window(values, baseline, new int[] {
            Math.max(0, row * side / grid - edge),
            Math.min(side, (row + 1) * side / grid + edge),
            Math.max(0, column * side / grid - edge),
            Math.min(side, (column + 1) * side / grid + edge)
        });
        return new Pixels(picture.channels(), side, side, values);
    }

    /** The mean of the first pictures of a modality in a cohort, grey; middle grey where there is none. */
    public static Pixels mean(Cohort training, String modality, int most, int size) {
        return mean(
                training.cases().stream()
                        .filter(c -> c.images().containsKey(modality))
                        .limit(most)
                        .map(c -> c.images().get(modality))
                        .toList(),
                size);
    }

    /** Without training pictures: one grey, the mean of the picture that is explained. */
    public static Pixels flat(ImageSource picture, int size) {
        byte[] own = picture.read(size).values();
        double sum = 0;
        for (byte value : own) {
            sum += value & 0xff;
        }
        byte[] grey = new byte[size * size];
        Arrays.fill(grey, (byte) Math.round(sum / own.length));
        return new Pixels(1, size, size, grey);
    }

    /** Grey mean of pictures; middle grey when there is none. */
    private static Pixels mean(List<ImageSource> pictures, int size) {
        double[] sum = new double[size * size];
        for (ImageSource source : pictures) {
            Pixels picture = source.read(size);
            for (int i = 0; i < sum.length; i++) {
                for (int channel = 0; channel < picture.channels(); channel++) {
                    sum[i] += (picture.values()[channel * sum.length + i] & 0xff) / (double) picture.channels();
                }
            }
        }
        byte[] mean = new byte[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (byte) (pictures.isEmpty() ? 128 : Math.round(sum[i] / pictures.size()));
        }
        return new Pixels(1, size, size, mean);
    }
}

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
public final class Occlusion {

    /** For readers. */
    public static final String METHOD =
            "occlusion by the mean training picture (a stand-in: no part of a picture can be absent)";

    /** For readers, where no training picture is at hand. */
    public static final String FLAT_METHOD =
            "occlusion by the picture's own mean brightness (a stand-in: no part of a picture can be absent)";

    private final Predictor predictor;
    private final String modality;
    private final Cover cover;
    private final int grid;

    /** What a place is covered with, and how that is called. */
    private record Cover(String method, Pixels pixels) {}

    private Occlusion(Predictor predictor, String modality, Cover cover, int grid) {
        this.predictor = predictor;
        this.modality = modality;
        this.cover = cover;
        this.grid = grid;
    }

    /**
     * @param training whose pictures are averaged
     */
    public static Occlusion of(Predictor predictor, String modality, Cohort training, Frame frame) {
        List<ImageSource> pictures = training.cases().stream()
                .filter(c -> c.images().containsKey(modality))
                .limit(frame.most())
                .map(c -> c.images().get(modality))
                .toList();
        return new Occlusion(predictor, modality, new Cover(METHOD, mean(pictures, frame.size())), frame.grid());
    }

    /** Without training pictures: covers with one grey, the mean of the picture that is explained. */
    public static Occlusion flat(Predictor predictor, String modality, ImageSource picture, Frame frame) {
        byte[] own = picture.read(frame.size()).values();
        double sum = 0;
        for (byte value : own) {
            sum += value & 0xff;
        }
        byte[] grey = new byte[frame.size() * frame.size()];
        Arrays.fill(grey, (byte) Math.round(sum / own.length));
        Pixels pixels = new Pixels(1, frame.size(), frame.size(), grey);
        return new Occlusion(predictor, modality, new Cover(FLAT_METHOD, pixels), frame.grid());
    }

    /**
     * Sizes.
     *
     * @param size pixels of a side as the model reads them
     * @param grid cells of a side of the map
     * @param most training pictures to average
     */
    public record Frame(int size, int grid, int most) {}

    /** The map of a case that has the picture. */
    public HeatMap of(Case one, String target) {
        ImageSource source = one.images().get(modality);
        if (source == null) {
            throw new IllegalArgumentException("the case has no picture \"" + modality + "\"");
        }
        Pixels picture = source.read(cover.pixels().width());
        List<Case> asked = new ArrayList<>(List.of(one));
        for (int cell = 0; cell < grid * grid; cell++) {
            Pixels covered = covered(picture, cell / grid, cell % grid);
            asked.add(one.with(modality, size -> same(covered, size)));
        }
        double[] logits = Shapley.logits(predictor, target, asked);
        double[][] cells = new double[grid][grid];
        for (int cell = 0; cell < grid * grid; cell++) {
            cells[cell / grid][cell % grid] = logits[0] - logits[cell + 1];
        }
        return new HeatMap(cover.method(), modality, cells);
    }

    private static Pixels same(Pixels pixels, int size) {
        if (size != pixels.width()) {
            throw new IllegalArgumentException(
                    "the model reads pictures of " + size + " pixels, not " + pixels.width());
        }
        return pixels;
    }

    /** Covers the cell and a little of its neighbours, so that no finding hides between cells. */
    private Pixels covered(Pixels picture, int row, int column) {
        int side = picture.width();
        byte[] values = picture.values().clone();
        int plane = side * side;
        int edge = side / grid / 4;
        int top = Math.max(0, row * side / grid - edge);
        int bottom = Math.min(side, (row + 1) * side / grid + edge);
        int left = Math.max(0, column * side / grid - edge);
        int right = Math.min(side, (column + 1) * side / grid + edge);
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    values[channel * plane + y * side + x] = cover.pixels().values()[y * side + x];
                }
            }
        }
        return new Pixels(picture.channels(), side, side, values);
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

package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gapwise.core.calibrate.Familiarity;
import org.gapwise.core.calibrate.KnownPictures;
import org.gapwise.core.calibrate.PictureTraits;
import org.gapwise.core.calibrate.Turns;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.ImageModality;

/**
 * Learns what pictures look like. Each limit is the conformal quantile at half of 1 % among the pictures themselves (Vovk
 * et al. 2005), so that of each kind of doubt about one familiar picture in two hundred gets it; of fewer than 199 pictures
 * it is the largest deviation of any.
 */
public final class PictureFit {

    /** Fewer tell too little of what is usual. */
    static final int FEWEST = 50;

    private static final double ALPHA = 0.005;
    /** Of a trait that never changes: little, so that a hair's breadth is no deviation. */
    private static final double LEAST_LAYOUT = 0.05;

    private static final double LEAST_LOOK = 1;
    private static final double LEAST_ROUGHNESS = 0.02;

    private PictureFit() {}

    /** @param side pixels of a side as the model reads them, at least 8 */
    public static Familiarity of(Cohort cohort, int side) {
        List<KnownPictures> known = new ArrayList<>();
        for (ImageModality modality : cohort.schema().images()) {
            List<double[]> traits = new ArrayList<>();
            for (Case one : cohort.cases()) {
                Optional.ofNullable(one.images().get(modality.name()))
                        .map(source -> traits(source, side))
                        .ifPresent(traits::add);
            }
            if (traits.size() >= FEWEST) {
                known.add(known(modality.name(), traits));
            }
        }
        return new Familiarity(Familiarity.VERSION, side, known);
    }

    private static double[] traits(ImageSource source, int side) {
        return PictureTraits.of(source.read(side));
    }

    private static KnownPictures known(String modality, List<double[]> all) {
        List<Double> means = new ArrayList<>();
        List<Double> spreads = new ArrayList<>();
        for (int i = 0; i < PictureTraits.ALL; i++) {
            int trait = i;
            double mean = all.stream().mapToDouble(t -> t[trait]).average().orElseThrow();
            double variance = all.stream()
                    .mapToDouble(t -> (t[trait] - mean) * (t[trait] - mean))
                    .average()
                    .orElseThrow();
            means.add(mean);
            spreads.add(Math.max(least(i), Math.sqrt(variance)));
        }
        KnownPictures free = new KnownPictures(modality, all.size(), means, spreads, 0, 0, Turns.NONE);
        KnownPictures known = new KnownPictures(
                modality, all.size(), means, spreads, limit(all, free::layout), limit(all, free::look), Turns.NONE);
        return known.with(TurnFit.of(known, all));
    }

    private static double least(int trait) {
        if (trait < PictureTraits.LAYOUT) {
            return LEAST_LAYOUT;
        }
        return trait == PictureTraits.ROUGHNESS ? LEAST_ROUGHNESS : LEAST_LOOK;
    }

    /** What only about half of 1 % of other pictures exceed. */
    static double limit(List<double[]> all, ToDoubleFunction<double[]> deviation) {
        double[] sorted = all.stream().mapToDouble(deviation).sorted().toArray();
        int rank = (int) Math.ceil((1 - ALPHA) * (sorted.length + 1));
        return sorted[Math.min(rank, sorted.length) - 1];
    }
}

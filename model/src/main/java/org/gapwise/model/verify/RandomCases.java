package org.gapwise.model.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.NumericScale;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.ModelPredictor;
import org.jspecify.annotations.Nullable;

/** Cases that a model might meet: values within what training saw, pictures of noise, gaps of every kind. */
final class RandomCases {

    private static final int PICTURES = 16;

    private final Schema schema;
    private final Map<String, NumericScale> scales;
    private final long seed;
    private final List<Pixels> pictures = new ArrayList<>();

    RandomCases(ModelPredictor predictor, long seed) {
        schema = predictor.schema();
        scales = predictor.encoding().scales();
        this.seed = seed;
        int size = predictor.spec().image().size();
        for (int p = 0; p < PICTURES; p++) {
            byte[] noise = new byte[size * size];
            Seeds.of(seed, "picture", p).nextBytes(noise);
            pictures.add(new Pixels(1, size, size, noise));
        }
    }

    /** With everything there. */
    Case whole(int index) {
        return make(index, 1, 1);
    }

    /** With a rate of gaps of its own, from nearly none to nearly all. */
    Case withGaps(int index) {
        SplittableRandom random = Seeds.of(seed, "gaps", index);
        return make(index, random.nextDouble(), random.nextDouble());
    }

    private Case make(int index, double features, double images) {
        SplittableRandom random = Seeds.of(seed, "case", index);
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, String> categories = new LinkedHashMap<>();
        for (Feature feature : schema.features()) {
            boolean there = random.nextDouble() < features;
            if (feature instanceof Categorical categorical) {
                String level = categorical
                        .levels()
                        .get(random.nextInt(categorical.levels().size()));
                if (there) {
                    categories.put(feature.name(), level);
                }
            } else {
                double value = value(scales.get(feature.name()), random.nextDouble());
                if (there) {
                    numbers.put(feature.name(), value);
                }
            }
        }
        Map<String, ImageSource> pixels = new LinkedHashMap<>();
        schema.images().forEach(image -> {
            Pixels picture = pictures.get(random.nextInt(PICTURES));
            if (random.nextDouble() < images) {
                pixels.put(image.name(), size -> picture);
            }
        });
        return new Case("case " + index, "case " + index, numbers, categories, pixels, Map.of());
    }

    private static double value(@Nullable NumericScale scale, double share) {
        if (scale == null || scale.from().isEmpty()) {
            return 0;
        }
        double low = scale.from().get(0);
        double high = scale.from().get(scale.from().size() - 1);
        return low + share * (high - low);
    }
}

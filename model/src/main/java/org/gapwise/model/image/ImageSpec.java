package org.gapwise.model.image;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.model.vision.VisionArchitecture;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Tensor;

/**
 * How pictures are encoded: the {@code [vision]} part of a plan.
 *
 * @param encoder name of the architecture, e.g. {@code resnet50}
 * @param size S, pictures are S x S pixels
 * @param weights path of pretrained weights; empty starts from random ones
 */
public record ImageSpec(String encoder, int size, ImageTokens tokens, PixelScale scale, String weights) {

    private static final List<String> ENCODERS = Arrays.stream(VisionArchitecture.values())
            .map(VisionArchitecture::label)
            .toList();

    /** Reads the section; what it leaves out is as in {@code base}. */
    public static ImageSpec read(TomlSection section, ImageSpec base) {
        return new ImageSpec(
                section.choice("encoder", base.encoder, ENCODERS),
                section.whole("image_size", base.size, 8),
                ImageTokens.of(section.choice("tokens", base.tokens.word(), ImageTokens.WORDS)),
                PixelScale.of(section.choice("normalize", base.scale.word(), PixelScale.WORDS)),
                section.text("weights", base.weights));
    }

    Tensor scaled(Tensor pixels) {
        return scale.apply(pixels, VisionArchitecture.of(encoder));
    }

    TokenCutter cutter(VisionEncoder vision, int width, SplittableRandom random) {
        return switch (tokens) {
            case POOLED -> new PooledCutter(vision.channels(), width);
            case PROJECTED -> new ProjectedCutter(vision.channels(), width, random);
            case GRID -> new GridCutter(vision.channels(), vision.gridSide(size), width, random);
        };
    }
}

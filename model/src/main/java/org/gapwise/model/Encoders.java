package org.gapwise.model;

import java.util.SplittableRandom;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.image.BlackImageEncoder;
import org.gapwise.model.image.ConstantImageEncoder;
import org.gapwise.model.image.ImageEncoder;
import org.gapwise.model.tabular.ConstantTableEncoder;
import org.gapwise.model.tabular.FeatureEmbedding;
import org.gapwise.model.tabular.TabularEncoder;
import org.gapwise.model.tabular.ZeroFilledEncoder;
import org.gapwise.model.token.ModalityEncoder;

/**
 * Puts the encoder of a modality together as a spec asks. A new kind of modality is one more case here. However gaps are
 * treated, the weights have the same names and shapes.
 */
final class Encoders {

    private Encoders() {}

    static ModalityEncoder of(Modality modality, ModelSpec spec, SplittableRandom random) {
        return modality instanceof TableModality table
                ? table(table, spec, random)
                : image((ImageModality) modality, spec, random);
    }

    private static ModalityEncoder table(TableModality table, ModelSpec spec, SplittableRandom random) {
        String name = table.name();
        int features = table.features().size();
        FeatureEmbedding embedding =
                new FeatureEmbedding(table.features(), spec.size().width(), spec.numeric(), random);
        Encoder encoder = new Encoder(spec.block(), spec.size(), spec.tableDepth(), random);
        return switch (spec.gaps()) {
            case MASKED, STAND_IN -> new TabularEncoder(name, features, embedding, encoder);
            case RELEASED -> new ZeroFilledEncoder(name, features, embedding, encoder);
            case ZEROS -> new ConstantTableEncoder(name, features, embedding, encoder);
        };
    }

    private static ModalityEncoder image(ImageModality image, ModelSpec spec, SplittableRandom random) {
        int width = spec.size().width();
        return switch (spec.gaps()) {
            case MASKED, STAND_IN -> new ImageEncoder(image.name(), spec.image(), width, random);
            case RELEASED -> new BlackImageEncoder(image.name(), spec.image(), width, random);
            case ZEROS -> new ConstantImageEncoder(image.name(), spec.image(), width, random);
        };
    }
}

package org.gapwise.model;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.image.BlackImageEncoder;
import org.gapwise.model.image.ImageEncoder;
import org.gapwise.model.tabular.FeatureEmbedding;
import org.gapwise.model.tabular.TabularEncoder;
import org.gapwise.model.tabular.ZeroFilledEncoder;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** Puts the encoder of a modality together as a spec asks. A new kind of modality is one more case here. */
final class Encoders {

    private Encoders() {}

    static ModalityEncoder of(Modality modality, ModelSpec spec, SplittableRandom random) {
        ModalityEncoder encoder = modality instanceof TableModality table
                ? table(table, spec, random)
                : image((ImageModality) modality, spec, random);
        return spec.gaps() == ModelSpec.Gaps.ZEROS ? new Unmasked(encoder) : encoder;
    }

    private static ModalityEncoder table(TableModality table, ModelSpec spec, SplittableRandom random) {
        int features = table.features().size();
        FeatureEmbedding embedding =
                new FeatureEmbedding(table.features(), spec.size().width(), spec.numeric(), random);
        Encoder encoder = new Encoder(spec.block(), spec.size(), spec.tableDepth(), random);
        return spec.gaps() == ModelSpec.Gaps.MASKED
                ? new TabularEncoder(table.name(), features, embedding, encoder)
                : new ZeroFilledEncoder(table.name(), features, embedding, encoder);
    }

    private static ModalityEncoder image(ImageModality image, ModelSpec spec, SplittableRandom random) {
        int width = spec.size().width();
        return spec.gaps() == ModelSpec.Gaps.MASKED
                ? new ImageEncoder(image.name(), spec.image(), width, random)
                : new BlackImageEncoder(image.name(), spec.image(), width, random);
    }

    /** Claims that everything is there: the reference without a mask. */
    private static final class Unmasked extends ModalityEncoder {

        private final ModalityEncoder inner;

        Unmasked(ModalityEncoder inner) {
            this.inner = layer("inner", inner);
        }

        @Override
        public int slots() {
            return inner.slots();
        }

        @Override
        public List<VisionEncoder> visions() {
            return inner.visions();
        }

        @Override
        public Tokens forward(Batch batch, Pass pass) {
            Tokens tokens = inner.forward(batch, pass);
            boolean[] all = new boolean[(int) tokens.present().count()];
            Arrays.fill(all, true);
            return Tokens.of(tokens.values(), Tensor.of(all, tokens.batch(), tokens.count()));
        }
    }
}

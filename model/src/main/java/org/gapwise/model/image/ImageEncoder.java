package org.gapwise.model.image;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.model.vision.VisionArchitecture;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * A picture's tokens. The network runs on the pictures that are there and on nothing else, so an absent one reaches
 * neither the weights' gradients nor the statistics of batch normalization (method 1.9, point 2).
 */
public final class ImageEncoder extends ModalityEncoder {

    private final String modality;
    private final int width;
    private final ImageSpec spec;
    private final VisionEncoder vision;
    private final TokenCutter cutter;

    public ImageEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        this.modality = modality;
        this.width = width;
        this.spec = spec;
        vision = layer("vision", VisionArchitecture.of(spec.encoder()).make(random));
        cutter = layer("tokens", spec.cutter(vision, width, random));
    }

    @Override
    public int slots() {
        return cutter.tokens();
    }

    @Override
    public List<VisionEncoder> visions() {
        return List.of(vision);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        ImageBatch pictures = batch.image(modality);
        Tensor present = Presence.of(pictures, batch.size(), slots());
        if (pictures.count() == 0) {
            return Tokens.of(Tensor.zeros(batch.size(), slots(), width), present);
        }
        Tensor tokens = cutter.forward(vision, spec.scaled(pictures.pixels()), pass);
        return Tokens.of(
                pictures.count() == batch.size() ? tokens : tokens.scatterRows(pictures.rows(), batch.size()), present);
    }
}

package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * A picture's tokens. The network runs on the pictures that are there and on nothing else, so an absent one reaches
 * neither the weights' gradients nor the statistics of batch normalization (method 1.9, point 2).
 */
public final class ImageEncoder extends PictureEncoder {

    public ImageEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        super(modality, spec, width, random);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        ImageBatch pictures = batch.image(modality);
        Tensor present = Presence.of(pictures, batch.size(), slots());
        if (!pass.anywhere(pictures.count() > 0)) {
            return Tokens.of(Tensor.zeros(batch.size(), slots(), width), present);
        }
        Tensor tokens = tokens(pictures.pixels(), pass);
        return Tokens.of(
                pictures.count() == batch.size() ? tokens : tokens.scatterRows(pictures.rows(), batch.size()), present);
    }
}

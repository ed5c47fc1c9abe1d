package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.PresentTokens;
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
        Tensor tokens =
                pass.anywhere(pictures.count() > 0) ? tokens(pictures.pixels(), pass) : Tensor.zeros(0, slots(), width);
        return PresentTokens.of(tokens, pictures.rows().toLongs(), batch.size());
    }
}

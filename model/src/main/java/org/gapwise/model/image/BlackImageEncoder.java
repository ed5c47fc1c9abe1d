package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * As the authors released it (method 1.9, point 2): an absent picture goes through the network as a black one and
 * enters its batch statistics; its tokens are zeroed and masked. Kept for comparison.
 */
public final class BlackImageEncoder extends PictureEncoder {

    public BlackImageEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        super(modality, spec, width, random);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        ImageBatch pictures = batch.image(modality);
        Tensor present = Presence.of(pictures, batch.size(), slots());
        Tensor tokens = tokens(withBlack(pictures, batch.size()), pass);
        return Tokens.of(tokens.times(present.toFloat().unsqueeze(2)), present);
    }
}

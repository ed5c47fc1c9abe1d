package org.gapwise.model.image;

import java.util.SplittableRandom;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** A black picture stands for an absent one and counts as a picture: the baselines without a mask (method 1.9, 10). */
public final class ConstantImageEncoder extends PictureEncoder {

    public ConstantImageEncoder(String modality, ImageSpec spec, int width, SplittableRandom random) {
        super(modality, spec, width, random);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        Tensor tokens = tokens(withBlack(batch.image(modality), batch.size()), pass);
        return Tokens.of(tokens, Tensor.ones(batch.size(), slots()).toBoolean());
    }
}

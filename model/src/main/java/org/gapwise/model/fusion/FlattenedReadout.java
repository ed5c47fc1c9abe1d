package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** All slots side by side into one linear layer, absent slots zeroed (method 1.9, point 3). */
final class FlattenedReadout extends Readout {

    private final Linear head;

    FlattenedReadout(ReadoutSize size, SplittableRandom random) {
        head = layer("head", new Linear(size.slots() * size.width(), size.labels(), true, random));
    }

    @Override
    public Tensor logits(Tokens tokens) {
        return head.apply(tokens.cleared().flatten(1));
    }
}

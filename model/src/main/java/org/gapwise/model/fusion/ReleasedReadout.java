package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** As the authors released it: what the slots of absent tokens hold reaches the head (method 1.9, point 3). */
final class ReleasedReadout extends Readout {

    private final Linear head;

    ReleasedReadout(ReadoutSize size, SplittableRandom random) {
        head = layer("head", new Linear(size.slots() * size.width(), size.labels(), true, random));
    }

    @Override
    public Tensor logits(Tokens tokens) {
        return head.apply(tokens.values().flatten(1));
    }
}

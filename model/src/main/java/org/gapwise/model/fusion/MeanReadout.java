package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** The mean over present tokens; 0 when there is none. */
final class MeanReadout extends Readout {

    private final Linear head;

    MeanReadout(ReadoutSize size, SplittableRandom random) {
        head = layer("head", new Linear(size.width(), size.labels(), true, random));
    }

    @Override
    public Tensor logits(Tokens tokens) {
        Tensor count = tokens.present().toFloat().sum(true, 1).clamp(1, Float.MAX_VALUE);
        return head.apply(tokens.cleared().sum(false, 1).over(count));
    }
}

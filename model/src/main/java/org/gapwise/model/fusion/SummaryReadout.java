package org.gapwise.model.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Init;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Tensor;

/** A learnt token in front, always present, gathers what the head needs. */
final class SummaryReadout extends Readout {

    private final Tensor summary;
    private final Linear head;

    SummaryReadout(ReadoutSize size, SplittableRandom random) {
        summary = parameter("summary", Init.normal(random, 1 / Math.sqrt(size.width()), 1, 1, size.width()));
        head = layer("head", new Linear(size.width(), size.labels(), true, random));
    }

    @Override
    public Tokens begin(Tokens tokens) {
        long b = tokens.batch();
        boolean[] there = new boolean[(int) b];
        Arrays.fill(there, true);
        Tokens front = Tokens.of(summary.expand(b, 1, summary.size(2)), Tensor.of(there, b, 1));
        return Tokens.concat(List.of(front, tokens));
    }

    @Override
    public Tensor logits(Tokens tokens) {
        return head.apply(tokens.values().select(1, 0));
    }
}

package org.gapwise.model.fusion;

import java.util.SplittableRandom;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Init;
import org.gapwise.nn.Tensor;

/**
 * A learnt token stands in for an absent modality, in the manner of Gu et al. (MICCAI 2025, arXiv 2509.18284). There is
 * one a modality, in all of its slots: that a modality is absent is one fact, which needs one vector, and the modality
 * keeps its weight in attention. Single features missing from a table that is there stay masked.
 */
public final class StandIn extends Absence {

    private final Tensor token;

    public StandIn(int width, SplittableRandom random) {
        token = parameter("token", Init.normal(random, 1 / Math.sqrt(width), width));
    }

    @Override
    public Tokens fill(Tokens tokens) {
        Tensor absent = tokens.present().toFloat().sum(true, 1).eq(0);
        return Tokens.of(
                token.where(absent.unsqueeze(2), tokens.values()),
                tokens.present().or(absent));
    }
}

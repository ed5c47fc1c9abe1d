package org.gapwise.model.fusion;

import org.gapwise.model.token.Tokens;

/** Nothing stands in an absent modality's place: what the encoder says is there is there. */
public final class Gap extends Absence {

    @Override
    public Tokens fill(Tokens tokens) {
        return tokens;
    }
}

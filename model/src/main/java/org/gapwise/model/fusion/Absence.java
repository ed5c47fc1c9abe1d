package org.gapwise.model.fusion;

import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Layer;

/** What the fusion finds in the place of a modality that a case does not have. */
public abstract class Absence extends Layer {

    /**
     * @param tokens of one modality
     * @return the same where a case has any of them
     */
    public abstract Tokens fill(Tokens tokens);
}

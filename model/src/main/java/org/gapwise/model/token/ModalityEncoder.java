package org.gapwise.model.token;

import java.util.List;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;

/** Turns one modality of a batch into tokens. It works only on the rows that have the modality. */
public abstract class ModalityEncoder extends Layer {

    /** Slots this modality takes when it is present. */
    public abstract int slots();

    /** About how many multiplications a case takes on its way forward: enough to tell little work from much. */
    public double multiplications() {
        return (double) count() * slots();
    }

    /** The vision encoders inside, for pretrained weights. */
    public List<VisionEncoder> visions() {
        return List.of();
    }

    /**
     * From now on keeps what it made of the pictures asked about last when predicting, so that one that comes again costs
     * nothing; each is then encoded by itself. Weights must not change any more. A table is not worth it.
     *
     * @param pictures how many are kept
     */
    public void remember(int pictures) {}

    /** Tokens {@code [B, slots, D]}; a case without the modality has none present. */
    public abstract Tokens forward(Batch batch, Pass pass);
}

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

    /** The vision encoders inside, for pretrained weights. */
    public List<VisionEncoder> visions() {
        return List.of();
    }

    /** Tokens {@code [B, slots, D]}; a case without the modality has none present. */
    public abstract Tokens forward(Batch batch, Pass pass);
}

package org.gapwise.model;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.model.image.ImageTokens;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * What a trained network makes of a picture, as plain numbers for other methods: the mean over the tokens where each
 * stands for a place, and otherwise the tokens one after the other.
 */
public final class ImageFeatures {

    private final ModelPredictor model;
    private final String modality;
    private final ModalityEncoder encoder;
    private final boolean places;

    /** Features of the pictures of one modality; the model is borrowed. */
    public ImageFeatures(ModelPredictor model, String modality) {
        ModalityEncoder encoder = model.network().encoders().get(modality);
        if (encoder == null || encoder.visions().isEmpty()) {
            throw new IllegalArgumentException("the network has no pictures \"" + modality + "\"");
        }
        this.model = model;
        this.modality = modality;
        this.encoder = encoder;
        places = model.spec().image().tokens() == ImageTokens.GRID;
    }

    /** How many numbers describe a picture. */
    public int width() {
        return model.spec().size().width() * (places ? 1 : encoder.slots());
    }

    /**
     * One vector of {@link #width()} numbers a case, in their order; empty for a case without this picture. Each is
     * computed alone: in a batch the last digits depend on its size, and a threshold turns them into another answer.
     */
    public List<Optional<float[]>> of(List<Case> cases) {
        return cases.stream().map(this::of).toList();
    }

    private Optional<float[]> of(Case one) {
        return one.images().containsKey(modality) ? Optional.of(row(one)) : Optional.empty();
    }

    private float[] row(Case one) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            Tensor tokens =
                    encoder.forward(model.batch(List.of(one)), Pass.inference()).values();
            return (places ? tokens.mean(false, 1) : tokens).toFloats();
        }
    }
}

package org.gapwise.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Readout;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.ReadoutSize;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One encoder and a head: the first stage of the two-stage training, and the single-modality reference. */
final class UnimodalNetwork extends Network {

    private final String modality;
    private final ModalityEncoder encoder;
    private final Readout readout;

    UnimodalNetwork(Modality modality, int labels, ModelSpec spec, SplittableRandom random) {
        this.modality = modality.name();
        encoder = layer(ENCODERS + key(modality.name()), Encoders.of(modality, spec, random));
        // A summary token would have to enter the encoder; here the mean over tokens takes its place.
        ReadoutForm form = spec.readout() == ReadoutForm.SUMMARY ? ReadoutForm.MEAN : spec.readout();
        readout = layer(
                "readout",
                form.make(new ReadoutSize(encoder.slots(), spec.size().width(), labels), random));
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        return readout.logits(encoder.forward(batch, pass));
    }

    @Override
    Map<String, ModalityEncoder> encoders() {
        return Map.of(modality, encoder);
    }
}

package org.gapwise.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.ConfigException;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Readout;
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
        readout = layer(
                "readout",
                spec.readout()
                        .alone()
                        .make(new ReadoutSize(encoder.slots(), spec.size().width(), labels), random));
    }

    /** The same as the network of a schema that has this modality alone. */
    static UnimodalNetwork of(Schema schema, ModelSpec spec, SplittableRandom random) {
        if (schema.modalities().size() != 1) {
            throw new ConfigException(
                    "fusion = \"none\" takes one modality, and the schema has "
                            + schema.modalities().size() + ".",
                    "model.fusion",
                    "Keep one modality in the schema, or choose another fusion.");
        }
        return new UnimodalNetwork(schema.modalities().get(0), schema.targets().size(), spec, random);
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

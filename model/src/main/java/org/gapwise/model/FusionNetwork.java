package org.gapwise.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.fusion.ModalityToken;
import org.gapwise.model.fusion.Readout;
import org.gapwise.model.fusion.ReadoutSize;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One encoder a modality, modality tokens, masked fusion, a read-out (method 1.1 to 1.5). */
final class FusionNetwork extends Network {

    private final Map<String, ModalityEncoder> encoders = new LinkedHashMap<>();
    private final List<ModalityToken> tokens = new ArrayList<>();
    private final Encoder fusion;
    private final Readout readout;
    private final boolean packs;

    FusionNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        for (Modality modality : schema.modalities()) {
            String name = modality.name();
            encoders.put(name, layer(ENCODERS + key(name), Encoders.of(modality, spec, random)));
        }
        for (String name : encoders.keySet()) {
            tokens.add(layer(
                    "modality_tokens." + key(name),
                    spec.modalityToken().make(spec.size().width(), random)));
        }
        int slots = encoders.values().stream().mapToInt(ModalityEncoder::slots).sum();
        fusion = layer("fusion", new Encoder(spec.block(), spec.size(), spec.fusionDepth(), random));
        readout = layer(
                "readout",
                spec.readout()
                        .make(
                                new ReadoutSize(
                                        slots,
                                        spec.size().width(),
                                        schema.targets().size()),
                                random));
        packs = spec.readout().packs();
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        List<Tokens> parts = new ArrayList<>();
        for (ModalityEncoder encoder : encoders.values()) {
            Tokens part = encoder.forward(batch, pass);
            parts.add(part.with(tokens.get(parts.size()).mark(part.values())));
        }
        Tokens all = Tokens.concat(parts);
        return readout.logits(fusion.forward(readout.begin(packs ? all.packed() : all), pass));
    }

    @Override
    Map<String, ModalityEncoder> encoders() {
        return encoders;
    }
}

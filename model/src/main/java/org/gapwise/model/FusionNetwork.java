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
import org.gapwise.model.vision.VisionEncoder;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One encoder a modality, modality tokens, masked fusion, a read-out (method 1.1 to 1.5). */
final class FusionNetwork extends Network {

    private final List<ModalityEncoder> encoders = new ArrayList<>();
    private final List<ModalityToken> tokens = new ArrayList<>();
    private final Encoder fusion;
    private final Readout readout;
    private final boolean packs;

    FusionNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        Map<String, ModalityEncoder> made = new LinkedHashMap<>();
        for (Modality modality : schema.modalities()) {
            made.put(modality.name(), Encoders.of(modality, spec, random));
        }
        made.forEach((name, encoder) -> encoders.add(layer("encoders." + key(name), encoder)));
        for (String name : made.keySet()) {
            tokens.add(layer(
                    "modality_tokens." + key(name),
                    spec.modalityToken().make(spec.size().width(), random)));
        }
        int slots = encoders.stream().mapToInt(ModalityEncoder::slots).sum();
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
        for (int k = 0; k < encoders.size(); k++) {
            Tokens part = encoders.get(k).forward(batch, pass);
            parts.add(part.with(tokens.get(k).mark(part.values())));
        }
        Tokens all = Tokens.concat(parts);
        return readout.logits(fusion.forward(readout.begin(packs ? all.packed() : all), pass));
    }

    @Override
    List<VisionEncoder> visions() {
        return encoders.stream().flatMap(e -> e.visions().stream()).toList();
    }

    /** A modality's name as part of a key in the weights file. */
    static String key(String name) {
        return name.replace('.', '_');
    }
}

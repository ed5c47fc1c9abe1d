package org.gapwise.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.fusion.ModalityToken;
import org.gapwise.model.fusion.Readout;
import org.gapwise.model.fusion.ReadoutSize;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** One encoder a modality, modality tokens, masked fusion, a read-out (method 1.1 to 1.5); how it is trained varies. */
abstract class FusionNetwork extends JointNetwork {

    private final List<ModalityToken> tokens = new ArrayList<>();
    private final Encoder fusion;
    private final Readout readout;
    private final boolean packs;

    FusionNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        int width = spec.size().width();
        for (String name : encoders().keySet()) {
            tokens.add(
                    layer("modality_tokens." + key(name), spec.modalityToken().make(width, random)));
        }
        fusion = layer("fusion", new Encoder(spec.block(), spec.size(), spec.fusionDepth(), random));
        ReadoutSize size = new ReadoutSize(slots(), width, schema.targets().size());
        readout = layer("readout", spec.readout().make(size, random));
        packs = spec.readout().packs();
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        return fused(Tokens.concat(marked(batch, pass)), pass);
    }

    /** The tokens of each modality, marked with whose they are. */
    final List<Tokens> marked(Batch batch, Pass pass) {
        List<Tokens> parts = new ArrayList<>();
        for (Modality modality : modalities()) {
            parts.add(marked(modality, batch, pass));
        }
        return parts;
    }

    /** The tokens of one modality, marked with whose they are. */
    final Tokens marked(Modality modality, Batch batch, Pass pass) {
        return tokens(modality, batch, pass).each(tokens.get(modalities().indexOf(modality))::mark);
    }

    /** Logits from the tokens of all modalities. */
    final Tensor fused(Tokens tokens, Pass pass) {
        Tokens all = readout.begin(tokens);
        return readout.logits(packs ? fusion.forwardPresent(all.packed(), pass) : fusion.forward(all, pass));
    }
}

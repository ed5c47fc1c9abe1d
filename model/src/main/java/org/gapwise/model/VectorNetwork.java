package org.gapwise.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Readout;
import org.gapwise.model.fusion.ReadoutSize;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/** Networks that fuse one vector a modality, read from its tokens as the plan's read-out does, and have aims of their own. */
abstract class VectorNetwork extends JointNetwork {

    private final List<Readout> digests = new ArrayList<>();

    /**
     * What the encoders found.
     *
     * @param values {@code [B, M, D]}, zero where absent
     * @param present {@code [B, M]}, boolean
     */
    record Vectors(Tensor values, Tensor present) {

        Tensor modality(int m) {
            return values.select(1, m);
        }

        /** {@code [B, M, 1]}: 1 where present. */
        Tensor weights() {
            return present.toFloat().unsqueeze(2);
        }
    }

    /**
     * An answer and what training adds to the loss for it.
     *
     * @param logits {@code [B, L]}
     * @param penalty a scalar
     */
    record Answer(Tensor logits, Tensor penalty) {}

    VectorNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        encoders()
                .forEach((name, encoder) -> digests.add(layer("digests." + key(name), digest(encoder, spec, random))));
    }

    private static Readout digest(ModalityEncoder encoder, ModelSpec spec, SplittableRandom random) {
        int width = spec.size().width();
        return spec.readout().alone().make(new ReadoutSize(encoder.slots(), width, width), random);
    }

    abstract Answer answer(Vectors vectors, Pass pass);

    @Override
    public final Tensor forward(Batch batch, Pass pass) {
        return answer(vectors(batch, pass), pass).logits();
    }

    @Override
    public final Tensor share(Batch part, Pass pass, UncertainPolicy uncertain, Tensor counts) {
        Answer answer = answer(vectors(part, pass), pass);
        return MaskedLoss.share(answer.logits(), part.labels(), uncertain, counts)
                .plus(answer.penalty());
    }

    /** What is added to the loss is of all cases together. */
    @Override
    public final boolean isDivisible() {
        return false;
    }

    private Vectors vectors(Batch batch, Pass pass) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> present = new ArrayList<>();
        for (Tokens part : tokens(batch, pass)) {
            Tensor any = part.present().toFloat().sum(true, 1).gt(0);
            values.add(digests.get(values.size()).logits(part).times(any.toFloat()));
            present.add(any);
        }
        return new Vectors(Tensor.stack(values, 1), Tensor.concat(present, 1));
    }
}

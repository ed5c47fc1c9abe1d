package org.gapwise.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.experts.OneHot;
import org.gapwise.model.fusion.Mlp;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * In the manner of ShaSpec (Wang et al., CVPR 2023, arXiv 2307.14126): of each modality's vector one projection, the same
 * for all, keeps what modalities share, and one of its own keeps what is specific; both are fused with the shared part as
 * residual. Where a modality is absent, the mean of the shared parts of the present ones takes its place. Training draws
 * the shared parts of a case together and has the specific ones tell their modality. ShaSpec has whole networks in place
 * of the projections; here the encoders are those of all methods.
 */
final class SharedSpecificNetwork extends VectorNetwork {

    private static final double ALIGNMENT = 0.02;
    private static final double DISTINCTION = 0.1;

    private final Linear shared;
    private final List<Linear> specific;
    private final Linear fusion;
    private final Linear origin;
    private final Mlp head;

    SharedSpecificNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        int width = spec.size().width();
        int modalities = encoders().size();
        shared = layer("shared", new Linear(width, width, true, random));
        specific = layers(
                "specific",
                IntStream.range(0, modalities)
                        .mapToObj(m -> new Linear(width, width, true, random))
                        .toList());
        fusion = layer("fusion", new Linear(2 * width, width, true, random));
        origin = layer("origin", new Linear(width, modalities, true, random));
        int labels = schema.targets().size();
        head = layer("head", new Mlp(List.of(modalities * width, width, labels), random));
    }

    @Override
    Answer answer(Vectors vectors, Pass pass) {
        Tensor there = vectors.weights();
        Tensor common = shared.apply(vectors.values()).relu();
        Tensor mean = common.times(there).sum(true, 1).over(there.sum(true, 1).clamp(1, Float.MAX_VALUE));
        Tensor own = own(vectors);
        Tensor whole = fusion.apply(Tensor.concat(List.of(common, own), 2)).plus(common);
        Tensor fused = whole.where(vectors.present().unsqueeze(2), mean);
        Tensor apart = common.minus(mean).square().mean(true, 2);
        Tensor penalty = over(apart, there)
                .times(ALIGNMENT)
                .plus(over(surprise(own), there).times(DISTINCTION));
        return new Answer(head.apply(fused.flatten(1)), penalty);
    }

    private Tensor own(Vectors vectors) {
        List<Tensor> own = new ArrayList<>();
        for (Linear projection : specific) {
            own.add(projection.apply(vectors.modality(own.size())).relu());
        }
        return Tensor.stack(own, 1);
    }

    /** {@code [B, M, 1]}: cross-entropy of naming the modality that specific features come from. */
    private Tensor surprise(Tensor own) {
        Tensor truth = OneHot.identity(specific.size()).unsqueeze(0);
        return origin.apply(own).logSoftmax(2).times(truth).sum(true, 2).negate();
    }

    private static Tensor over(Tensor each, Tensor there) {
        return each.times(there).sum().over(there.sum().clamp(1, Float.MAX_VALUE));
    }
}

package org.gapwise.model;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.experts.ExpertBlock;
import org.gapwise.model.experts.Mixed;
import org.gapwise.model.experts.Pattern;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Init;
import org.gapwise.nn.LayerNorm;
import org.gapwise.nn.Linear;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * In the manner of Flex-MoE (Yun et al., NeurIPS 2024, arXiv 2410.08245): a learnt vector, picked by what is observed and
 * what is missing, stands in for an absent modality; blocks of attention between modalities and a sparse mixture of
 * experts follow. Complete cases are routed freely and evenly, each incomplete pattern has an expert of its own.
 */
final class ExpertNetwork extends VectorNetwork {

    private static final int MOST = 10;

    private final int modalities;
    private final int width;
    private final Tensor bank;
    private final List<ExpertBlock> blocks;
    private final LayerNorm norm;
    private final Linear head;

    ExpertNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
        modalities = encoders().size();
        if (modalities > MOST) {
            throw new ConfigException(
                    "the bank of fusion = \"experts\" has a vector for every set of modalities, and there are "
                            + modalities + ".",
                    "model.fusion",
                    "Use at most " + MOST + " modalities, or another fusion.");
        }
        width = spec.size().width();
        int patterns = 1 << modalities;
        bank = parameter("bank", Init.normal(random, 1 / Math.sqrt(width), patterns, (long) modalities * width));
        blocks = layers(
                "blocks",
                IntStream.range(0, spec.fusionDepth())
                        .mapToObj(i -> new ExpertBlock(spec.size(), patterns, random))
                        .toList());
        norm = layer("norm", new LayerNorm(width));
        head = layer("head", new Linear(modalities * width, schema.targets().size(), true, random));
    }

    @Override
    Answer answer(Vectors vectors, Pass pass) {
        Pattern pattern = Pattern.of(vectors.present());
        Tensor standIns = Functional.embedding(bank, pattern.codes())
                .reshape(vectors.values().size(0), modalities, width);
        Mixed state = new Mixed(vectors.values().where(vectors.present().unsqueeze(2), standIns), Tensor.zeros(1));
        for (ExpertBlock block : blocks) {
            state = block.forward(state, pattern, pass);
        }
        return new Answer(
                head.apply(norm.apply(state.values()).flatten(1)),
                state.penalty().sum());
    }
}

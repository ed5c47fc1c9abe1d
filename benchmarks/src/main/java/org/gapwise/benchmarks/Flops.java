package org.gapwise.benchmarks;

import java.util.Map;
import java.util.Objects;
import org.gapwise.model.Network;
import org.gapwise.nn.Tensor;

/**
 * Floating-point operations that the model needs for what is present: two for each multiplication of a matrix product or
 * convolution, nothing for the rest. Whoever computes more than that gets no credit for it.
 */
final class Flops {

    private static final int STEM = 2;

    private Flops() {}

    /** Forward and backward: the backward pass needs two products for each of the forward's. */
    static double step(Workload work, Scene scene) {
        return 3 * forward(work, scene);
    }

    static double forward(Workload work, Scene scene) {
        double pictures = Math.round(work.batch() * (1 - scene.images()));
        double cells = work.features() * (1 - scene.features());
        double tokens = imageTokens(work) * pictures / work.batch();
        double blocks =
                work.spec().tableDepth() * block(work, cells) + work.spec().fusionDepth() * block(work, cells + tokens);
        return work.batch() * blocks - alike(work, cells) + pictures * vision(work);
    }

    /** What the first block saves, since it projects each level of a feature once, however many cases have it. */
    private static double alike(Workload work, double cells) {
        double numbers = cells * work.numeric() / work.features();
        double different = work.batch() * numbers + Match.LEVELS * (work.features() - work.numeric());
        double saved = work.batch() * cells - different;
        double width = work.spec().size().width();
        return 2 * different > work.batch() * cells || work.spec().tableDepth() == 0 ? 0 : saved * 6 * width * width;
    }

    /** One block over the tokens of one case. */
    private static double block(Workload work, double tokens) {
        double width = work.spec().size().width();
        double linear = 4 * width * width + 2 * width * work.spec().size().feedForward();
        return 2 * tokens * linear + 4 * tokens * tokens * width;
    }

    static long imageTokens(Workload work) {
        try (Network network = Network.joint(work.schema(), work.spec(), 1)) {
            Tensor head =
                    Objects.requireNonNull(network.parameters().get("readout.head.weight"), "a read-out by slots");
            return head.size(1) / work.spec().size().width() - work.features();
        }
    }

    /** One picture through a residual network, from the shapes of its filters. */
    static double vision(Workload work) {
        double sum = 0;
        try (Network network = Network.joint(work.schema(), work.spec(), 1)) {
            for (Map.Entry<String, Tensor> weight : network.parameters().entrySet()) {
                Tensor filters = weight.getValue();
                if (weight.getKey().contains(".vision.") && filters.rank() == 4) {
                    double side = Math.ceil((double) work.spec().image().size() / stride(weight.getKey(), filters));
                    sum += 2.0 * filters.count() * side * side;
                }
            }
        }
        return sum;
    }

    /** How many pixels lie between two places where a filter is applied (He et al. 2016, stride at the 3 x 3 filter). */
    private static double stride(String name, Tensor filters) {
        int stage = name.indexOf(".layer");
        if (stage < 0) {
            return STEM;
        }
        int number = name.charAt(stage + ".layer".length()) - '0';
        boolean before = filters.size(2) == 1 && number > 1 && name.endsWith(".0.conv1.weight");
        return 1 << (before ? number : number + 1);
    }
}

package org.gapwise.train;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Small random changes of training pictures: turn, shift, zoom, mirror, light. One draw a picture. */
final class Augmentation {

    private static final int THETA = 6;

    private final AugmentPlan plan;

    Augmentation(AugmentPlan plan) {
        this.plan = plan;
    }

    /**
     * @param pixels {@code [N, 3, S, S]} in [0, 1]
     * @param randoms one a picture
     * @return the same shape and range
     */
    Tensor apply(Tensor pixels, SplittableRandom[] randoms) {
        if (!plan.active() || randoms.length == 0) {
            return pixels;
        }
        int n = randoms.length;
        float[] theta = new float[n * THETA];
        float[] contrast = new float[n];
        float[] brightness = new float[n];
        for (int i = 0; i < n; i++) {
            boolean changed = randoms[i].nextDouble() < plan.probability();
            System.arraycopy(
                    changed ? placement(randoms[i]) : new float[] {1, 0, 0, 0, 1, 0}, 0, theta, i * THETA, THETA);
            contrast[i] = changed ? 1 + (float) within(randoms[i], plan.light()) : 1;
            brightness[i] = changed ? (float) within(randoms[i], plan.light() / 2) : 0;
        }
        return Scope.chain(
                () -> Functional.affine(pixels, theta),
                List.of(
                        x -> x.minus(0.5),
                        x -> x.times(Tensor.of(contrast, n, 1, 1, 1)),
                        x -> x.plus(0.5),
                        x -> x.plus(Tensor.of(brightness, n, 1, 1, 1)),
                        x -> x.clamp(0, 1)));
    }

    /** The affine map from output to input places, both in [-1, 1]. */
    private float[] placement(SplittableRandom random) {
        double angle = Math.toRadians(within(random, plan.rotate()));
        double scale = 1 + within(random, plan.zoom());
        double mirror = random.nextDouble() < plan.flip() ? -1 : 1;
        double upside = random.nextDouble() < plan.flipVertical() ? -1 : 1;
        return new float[] {
            (float) (mirror * scale * Math.cos(angle)),
            (float) (-scale * Math.sin(angle)),
            (float) (2 * within(random, plan.shift())),
            (float) (scale * Math.sin(angle)),
            (float) (upside * scale * Math.cos(angle)),
            (float) (2 * within(random, plan.shift()))
        };
    }

    private static double within(SplittableRandom random, double bound) {
        return bound * (2 * random.nextDouble() - 1);
    }
}

package org.gapwise.nn;

import java.util.List;
import java.util.Optional;

/** Normalizes each channel of [B,C,H,W]: by the batch when training, by running statistics otherwise. */
public final class BatchNorm2d extends Layer {
    private final Tensor weight;
    private final Tensor bias;
    private final RunningMoments running;

    public BatchNorm2d(int channels) {
        weight = parameter("weight", Tensor.ones(channels));
        bias = parameter("bias", Tensor.zeros(channels));
        running = new RunningMoments(
                buffer("running_mean", Tensor.zeros(channels)),
                buffer("running_var", Tensor.ones(channels)),
                0.1,
                1e-5);
    }

    /** A single value a channel has no variance, so one such is normalized by the running statistics even in training. */
    public Tensor apply(Tensor x, Pass pass) {
        boolean learns = pass.isTraining() && weight.isTracked();
        if (learns && pass.company().isPresent()) {
            return together(x, pass.company().get());
        }
        boolean enough = x.count() > x.size(1);
        return Functional.batchNorm(x, weight, bias, running, learns && enough);
    }

    /** The same by the pictures of all: first their mean, then the spread around it, as one process would have it. */
    private Tensor together(Tensor x, Company company) {
        long channels = x.size(1);
        Tensor own = Tensor.concat(List.of(x.sum(false, 0, 2, 3), Tensor.full((double) x.count() / channels, 1)), 0);
        Tensor sums = company.sum(own);
        double count = sums.slice(0, channels, channels + 1).toDoubles()[0];
        if (count <= 1) {
            return Functional.batchNorm(x, weight, bias, running, false);
        }
        Tensor mean = sums.slice(0, 0, channels).over(count).toFloat();
        Tensor centred = x.minus(place(mean));
        Tensor variance =
                company.sum(centred.square().sum(false, 0, 2, 3)).over(count).toFloat();
        move(running.mean(), mean.detach());
        move(running.variance(), variance.detach().times(count / (count - 1)));
        Tensor scale = variance.plus(running.epsilon()).rsqrt().times(weight);
        return centred.times(place(scale)).plus(place(bias));
    }

    /** What it multiplies a channel by when it does not learn, [C]. */
    Tensor scale() {
        return running.variance().plus(running.epsilon()).rsqrt().times(weight.detach());
    }

    /** What it then adds to a channel that comes with this bias, [C]. */
    Tensor offset(Optional<Tensor> before) {
        Tensor centre = before.map(b -> b.detach().minus(running.mean()))
                .orElseGet(() -> running.mean().negate());
        return bias.detach().plus(centre.times(scale()));
    }

    private static Tensor place(Tensor perChannel) {
        return perChannel.reshape(1, perChannel.count(), 1, 1);
    }

    private void move(Tensor kept, Tensor seen) {
        kept.assign(kept.times(1 - running.momentum()).plus(seen.times(running.momentum())));
    }
}

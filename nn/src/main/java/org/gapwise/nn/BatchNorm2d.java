package org.gapwise.nn;

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
        boolean enough = x.count() > x.size(1);
        return Functional.batchNorm(x, weight, bias, running, pass.isTraining() && enough && weight.isTracked());
    }
}

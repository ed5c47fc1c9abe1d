package org.gapwise.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;

/** A running mean of weights, which often predicts better than the last weights do. */
public final class Ema implements AutoCloseable {
    private final Map<String, Tensor> source;
    private final Map<String, Tensor> mean = new LinkedHashMap<>();
    private final double decay;

    /** Starts from the present values; each update keeps this share (such as 0.999) of the mean. */
    public Ema(Map<String, Tensor> source, double decay) {
        this.source = new LinkedHashMap<>(source);
        this.decay = decay;
        try (Scope scope = Scope.open()) {
            source.forEach((name, tensor) -> {
                Tensor copy = tensor.copy();
                copy.raw().retainReference();
                mean.put(name, copy);
            });
        }
    }

    /** Takes the present values into the mean. */
    public void update() {
        update(decay);
    }

    /** The same at the {@code count}-th update, from 0: the first ones weigh more, so that the start is soon forgotten. */
    public void updateEarly(long count) {
        update(Math.min(decay, (1.0 + count) / (10.0 + count)));
    }

    private void update(double kept) {
        try (NoGrad guard = NoGrad.on();
                Scope scope = Scope.open()) {
            Scalar fresh = new Scalar(1 - kept);
            mean.forEach((name, tensor) -> tensor.raw().lerp_(original(name).raw(), fresh));
        }
    }

    /** Exchanges weights and mean; call it again to go on training. */
    public void swap() {
        try (Scope scope = Scope.open()) {
            mean.forEach((name, tensor) -> {
                Tensor weights = original(name).copy();
                original(name).assign(tensor);
                tensor.assign(weights);
            });
        }
    }

    /** The mean itself, under the names of the weights; writing to it moves the mean. */
    public Map<String, Tensor> state() {
        return Collections.unmodifiableMap(mean);
    }

    private Tensor original(String name) {
        return Objects.requireNonNull(source.get(name), name);
    }

    @Override
    public void close() {
        mean.values().forEach(tensor -> tensor.raw().releaseReference());
        mean.clear();
    }
}

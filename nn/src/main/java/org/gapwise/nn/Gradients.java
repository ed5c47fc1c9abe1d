package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The gradients of some parameters as one tensor, to be added to those of others: first all gradients, with zeros where
 * nothing has flowed, then a number for each parameter that says whether anything has.
 */
public final class Gradients {

    private final List<Tensor> parameters;

    public Gradients(Collection<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    public Tensor flat() {
        List<Tensor> pieces = new ArrayList<>();
        float[] reached = new float[parameters.size()];
        for (Tensor parameter : parameters) {
            reached[pieces.size()] = parameter.gradient().isPresent() ? 1 : 0;
            pieces.add(parameter
                    .gradient()
                    .orElseGet(() -> Tensor.zeros(parameter.shape()))
                    .reshape(-1));
        }
        pieces.add(Tensor.of(reached, reached.length));
        return Tensor.concat(pieces, 0).detach();
    }

    /** Takes the gradients of {@link #flat} over, also where they have flowed elsewhere alone. */
    public void take(Tensor flat) {
        long count = parameters.stream().mapToLong(Tensor::count).sum();
        float[] reached = flat.slice(0, count, count + parameters.size()).toFloats();
        long at = 0;
        for (int i = 0; i < reached.length; i++) {
            Tensor parameter = parameters.get(i);
            Tensor sum = flat.slice(0, at, at + parameter.count()).reshape(parameter.shape());
            at += parameter.count();
            if (parameter.gradient().isPresent()) {
                parameter.gradient().get().assign(sum);
            } else if (reached[i] > 0) {
                // Cloned from the parameter, so that it lies in memory as the parameter does.
                Tensor fresh = parameter.copy();
                fresh.assign(sum);
                parameter.raw().mutable_grad().put(fresh.raw());
            }
        }
    }
}

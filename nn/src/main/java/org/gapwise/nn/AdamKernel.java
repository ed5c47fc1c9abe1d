package org.gapwise.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;

/**
 * The engine's kernel for a step of Adam with decoupled weight decay, which reads and writes each number once. The binding
 * does not name it, so it is asked for by name. It takes memory as it lies: a parameter, its gradient and its means must
 * lie alike.
 */
final class AdamKernel {
    private static final OperatorHandle KERNEL = find();

    private final List<org.bytedeco.pytorch.Tensor> parameters = new ArrayList<>();
    private final List<org.bytedeco.pytorch.Tensor> gradients = new ArrayList<>();
    private final List<org.bytedeco.pytorch.Tensor> firsts = new ArrayList<>();
    private final List<org.bytedeco.pytorch.Tensor> seconds = new ArrayList<>();
    private final List<org.bytedeco.pytorch.Tensor> steps = new ArrayList<>();

    private static OperatorHandle find() {
        try (Scope scope = Scope.open()) {
            OperatorHandle handle = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
            handle.retainReference();
            return handle;
        }
    }

    /**
     * Adds a parameter to those that the step moves.
     *
     * @param step how many steps it has made with this one, one 32-bit number
     */
    void add(
            org.bytedeco.pytorch.Tensor parameter,
            org.bytedeco.pytorch.Tensor gradient,
            org.bytedeco.pytorch.Tensor first,
            org.bytedeco.pytorch.Tensor second,
            org.bytedeco.pytorch.Tensor step) {
        parameters.add(parameter);
        gradients.add(alike(gradient, parameter));
        firsts.add(first);
        seconds.add(second);
        steps.add(step);
    }

    /** The gradient as the parameter lies in memory, which is as the engine leaves it but for odd cases. */
    private static org.bytedeco.pytorch.Tensor alike(
            org.bytedeco.pytorch.Tensor gradient, org.bytedeco.pytorch.Tensor parameter) {
        for (int i = 0; i < parameter.dim(); i++) {
            if (parameter.size(i) > 1 && parameter.stride(i) != gradient.stride(i)) {
                return parameter.detach().clone().copy_(gradient);
            }
        }
        return gradient;
    }

    /** Moves all that was added; within an open scope. */
    void step(double rate, double weightDecay, AdamW.Decay decay) {
        if (parameters.isEmpty()) {
            return;
        }
        KERNEL.callBoxed(new IValueVector(
                list(parameters),
                list(gradients),
                list(firsts),
                list(seconds),
                list(List.of()),
                list(steps),
                new IValue(rate),
                new IValue(decay.first()),
                new IValue(decay.second()),
                new IValue(weightDecay),
                new IValue(decay.epsilon()),
                new IValue(false),
                new IValue(false),
                new IValue(),
                new IValue()));
    }

    /** A list of tensors is a list of anything that knows what it holds; the binding hands over the latter alone. */
    private static IValue list(List<org.bytedeco.pytorch.Tensor> tensors) {
        TensorVector vector = new TensorVector(tensors.toArray(org.bytedeco.pytorch.Tensor[]::new));
        return new IValue(new GenericList(new TensorList(vector)));
    }
}

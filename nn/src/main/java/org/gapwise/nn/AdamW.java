package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
 *
 * <p>A parameter that no gradient has reached since {@link #zeroGradients} is left as it is, and its own count of steps
 * does not move: what a batch did not contain learns nothing from it.
 */
public final class AdamW implements AutoCloseable {
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";
    private static final String STEPS = "steps.";

    /** How quickly the two running means forget, and what keeps the quotient finite. */
    public record Decay(double first, double second, double epsilon) {
        public static final Decay USUAL = new Decay(0.9, 0.999, 1e-8);
    }

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private final Map<String, Double> decays = new LinkedHashMap<>();
    private final Decay decay;

    public AdamW(List<ParameterGroup> groups) {
        this(groups, Decay.USUAL);
    }

    public AdamW(List<ParameterGroup> groups, Decay decay) {
        this.decay = decay;
        for (ParameterGroup group : groups) {
            if (rates.put(group.name(), group.learningRate()) != null) {
                throw new IllegalArgumentException("two parameter groups are named " + group.name());
            }
            decays.put(group.name(), group.weightDecay());
            group.parameters().forEach((name, parameter) -> {
                if (slots.put(name, new Slot(group.name(), parameter)) != null) {
                    throw new IllegalArgumentException("the parameter " + name + " is in two groups");
                }
            });
        }
    }

    /** Moves every parameter that has a gradient. */
    public void step() {
        try (NoGrad guard = NoGrad.on();
                Scope scope = Scope.open()) {
            Map<Long, org.bytedeco.pytorch.Tensor> counts = new LinkedHashMap<>();
            rates.forEach((group, rate) -> {
                AdamKernel kernel = new AdamKernel();
                slots.values().stream()
                        .filter(slot -> slot.group.equals(group))
                        .forEach(slot -> slot.add(kernel, counts));
                kernel.step(rate, decays.getOrDefault(group, 0.0), decay);
            });
        }
    }

    /** Forgets all gradients. */
    public void zeroGradients() {
        try (Scope scope = Scope.open()) {
            slots.values().forEach(slot -> slot.parameter.raw().mutable_grad().reset());
        }
    }

    /** Scales the gradients of all groups so that their common norm is at most max; gives the norm before. */
    public double clipNorm(double max) {
        return Functional.clipNorm(
                slots.values().stream().map(slot -> slot.parameter).toList(), max);
    }

    public double learningRate(String group) {
        Double rate = rates.get(group);
        if (rate == null) {
            throw new IllegalArgumentException("no parameter group " + group + ", there are " + rates.keySet());
        }
        return rate;
    }

    /** From the next step on, a group learns at this rate. */
    public void learnAt(String group, double rate) {
        learningRate(group);
        rates.put(group, rate);
    }

    /** All that a later run needs to go on as if this one had not stopped, but for the learning rates: copies. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            state.put(FIRST + name, slot.first.copy());
            state.put(SECOND + name, slot.second.copy());
            state.put(STEPS + name, Tensor.of(new long[] {slot.steps}, 1));
        });
        return state;
    }

    /** Takes up a state written by an optimizer over parameters of the same names and shapes. */
    public void load(Map<String, Tensor> state) {
        List<String> faults = faults(state);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the optimizer state does not fit: " + String.join("; ", faults));
        }
        slots.forEach((name, slot) -> {
            slot.first.assign(part(state, FIRST + name));
            slot.second.assign(part(state, SECOND + name));
            slot.steps = part(state, STEPS + name).toLongs()[0];
        });
    }

    private List<String> faults(Map<String, Tensor> state) {
        Map<String, long[]> expected = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            expected.put(FIRST + name, slot.first.shape());
            expected.put(SECOND + name, slot.second.shape());
            expected.put(STEPS + name, new long[] {1});
        });
        List<String> faults = new ArrayList<>();
        expected.forEach((name, shape) -> {
            Tensor value = state.get(name);
            if (value == null) {
                faults.add(name + " is missing");
            } else if (!Arrays.equals(value.shape(), shape)) {
                faults.add(name + " is " + Arrays.toString(value.shape()) + ", not " + Arrays.toString(shape));
            }
        });
        new TreeSet<>(state.keySet())
                .stream()
                        .filter(name -> !expected.containsKey(name))
                        .forEach(name -> faults.add(name + " is not known"));
        return faults;
    }

    private static Tensor part(Map<String, Tensor> state, String name) {
        return Objects.requireNonNull(state.get(name), name);
    }

    @Override
    public void close() {
        for (Slot slot : slots.values()) {
            slot.first.raw().releaseReference();
            slot.second.raw().releaseReference();
        }
        slots.clear();
    }

    /** One parameter and its running means. */
    private static final class Slot {
        final String group;
        final Tensor parameter;
        final Tensor first;
        final Tensor second;
        long steps;

        Slot(String group, Tensor parameter) {
            this.group = group;
            this.parameter = parameter;
            this.first = zeros(parameter);
            this.second = zeros(parameter);
        }

        private static Tensor zeros(Tensor like) {
            try (Scope scope = Scope.open()) {
                // Cloned, so that the means lie in memory as the parameter does.
                Tensor zeros = like.copy();
                zeros.raw().zero_();
                zeros.raw().retainReference();
                return zeros;
            }
        }

        /** Adds this parameter to those that are moved, if a gradient has reached it. */
        void add(AdamKernel kernel, Map<Long, org.bytedeco.pytorch.Tensor> counts) {
            org.bytedeco.pytorch.Tensor gradient = parameter.raw().grad();
            if (gradient.defined()) {
                steps++;
                org.bytedeco.pytorch.Tensor count =
                        counts.computeIfAbsent(steps, n -> Tensor.full(n, 1).raw());
                kernel.add(parameter.raw(), gradient, first.raw(), second.raw(), count);
            }
        }
    }
}

package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.bytedeco.pytorch.Scalar;

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

    /** Numbers in a piece of a parameter: four such arrays fit into the second-level cache of two cores. */
    private static final long PIECE = 1 << 16;

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
            Scalars scalars = new Scalars(decay);
            rates.forEach((group, rate) -> {
                Scalar shrink = new Scalar(1 - rate * decays.getOrDefault(group, 0.0));
                for (Slot slot : slots.values()) {
                    if (slot.group.equals(group)) {
                        slot.step(scalars, shrink, rate);
                    }
                }
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

    /** The constants of one step, made once for all parameters. */
    private static final class Scalars {
        final Decay decay;
        final Scalar first;
        final Scalar second;
        final Scalar fresh;
        final Scalar epsilon;

        Scalars(Decay decay) {
            this.decay = decay;
            first = new Scalar(1 - decay.first());
            second = new Scalar(decay.second());
            fresh = new Scalar(1 - decay.second());
            epsilon = new Scalar(decay.epsilon());
        }
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

        void step(Scalars scalars, Scalar shrink, double rate) {
            org.bytedeco.pytorch.Tensor gradient = parameter.raw().grad();
            if (!gradient.defined()) {
                return;
            }
            steps++;
            double corrected = rate / (1 - Math.pow(scalars.decay.first(), (double) steps));
            Scalar root = new Scalar(Math.sqrt(1 - Math.pow(scalars.decay.second(), (double) steps)));
            Scalar stride = new Scalar(-corrected);
            for (Piece piece : pieces(gradient)) {
                piece.first.lerp_(piece.gradient, scalars.first);
                piece.second.mul_(scalars.second).addcmul_(piece.gradient, piece.gradient, scalars.fresh);
                org.bytedeco.pytorch.Tensor spread =
                        piece.second.sqrt().div_(root).add_(scalars.epsilon);
                piece.parameter.mul_(shrink).addcdiv_(piece.first, spread, stride);
            }
        }

        /** Pieces that stay in the processor's cache from the first operation to the last. */
        private List<Piece> pieces(org.bytedeco.pytorch.Tensor gradient) {
            long count = parameter.count();
            if (count <= PIECE || !parameter.raw().is_contiguous() || !gradient.is_contiguous()) {
                return List.of(new Piece(parameter.raw(), gradient, first.raw(), second.raw()));
            }
            List<Piece> pieces = new ArrayList<>();
            org.bytedeco.pytorch.Tensor[] rows = {
                parameter.raw().detach().view(-1),
                gradient.view(-1),
                first.raw().view(-1),
                second.raw().view(-1)
            };
            for (long from = 0; from < count; from += PIECE) {
                long size = Math.min(PIECE, count - from);
                pieces.add(new Piece(
                        rows[0].narrow(0, from, size),
                        rows[1].narrow(0, from, size),
                        rows[2].narrow(0, from, size),
                        rows[3].narrow(0, from, size)));
            }
            return pieces;
        }
    }

    /** A part of a parameter with all that moves it. */
    private record Piece(
            org.bytedeco.pytorch.Tensor parameter,
            org.bytedeco.pytorch.Tensor gradient,
            org.bytedeco.pytorch.Tensor first,
            org.bytedeco.pytorch.Tensor second) {}
}

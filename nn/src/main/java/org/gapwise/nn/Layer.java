package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A part of a network with the weights it owns.
 *
 * <p>The names given to {@link #parameter}, {@link #buffer} and {@link #layer} make up dotted paths, which are the keys
 * in weight files. Weights outlive every scope and die with {@link #close}.
 */
public abstract class Layer implements AutoCloseable {
    /** Counters that PyTorch keeps beside running statistics and that nothing here needs. */
    private static final String IGNORED = "num_batches_tracked";

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Layer> children = new LinkedHashMap<>();
    private final List<Tensor> derived = new ArrayList<>();
    private boolean settled;

    /** Makes a weight that is trained, starting from the given values, whose memory it takes over. */
    protected final Tensor parameter(String name, Tensor init) {
        Tensor owned = owned(init).requiresGrad();
        return put(parameters, name, owned);
    }

    /** Makes a tensor that is saved with the weights but not trained. */
    protected final Tensor buffer(String name, Tensor init) {
        return put(buffers, name, owned(init));
    }

    /** Keeps a tensor that follows from weights which do not change any more: freed with them, and in no file. */
    protected final Tensor derived(Tensor made) {
        made.raw().retainReference();
        synchronized (derived) {
            derived.add(made);
        }
        return made;
    }

    protected final <L extends Layer> L layer(String name, L child) {
        put(children, name, child);
        return child;
    }

    /** Adds children named {@code name.0}, {@code name.1} and so on. */
    protected final <L extends Layer> List<L> layers(String name, List<L> list) {
        for (int i = 0; i < list.size(); i++) {
            layer(name + "." + i, list.get(i));
        }
        return List.copyOf(list);
    }

    private static Tensor owned(Tensor init) {
        try (Scope scope = Scope.open()) {
            Tensor owned = init.detach();
            owned.raw().retainReference();
            return owned;
        }
    }

    private <T> T put(Map<String, T> map, String name, T value) {
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException("this layer has two parts named " + name);
        }
        map.put(name, value);
        return value;
    }

    /** All trained weights, in the order they were made. */
    public final Map<String, Tensor> parameters() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all, true, false);
        return all;
    }

    public final Map<String, Tensor> buffers() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all, false, true);
        return all;
    }

    /** Parameters and buffers: all that a file must hold to bring this layer back. */
    public final Map<String, Tensor> state() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all, true, true);
        return all;
    }

    private void collect(String path, Map<String, Tensor> all, boolean trained, boolean kept) {
        if (trained) {
            parameters.forEach((name, tensor) -> all.put(path + name, tensor));
        }
        if (kept) {
            buffers.forEach((name, tensor) -> all.put(path + name, tensor));
        }
        children.forEach((name, child) -> child.collect(path + name + ".", all, trained, kept));
    }

    /**
     * Overwrites the whole state. Nothing is written unless every name and shape fits.
     *
     * @throws IllegalArgumentException naming every tensor that is missing, not known, or of another shape
     */
    public final void load(Map<String, Tensor> source) {
        if (settled) {
            throw new IllegalStateException("weights of a settled network do not change");
        }
        Map<String, Tensor> state = state();
        List<String> faults = faults(state, source);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the weights do not fit this network: " + String.join("; ", faults));
        }
        state.forEach((name, tensor) -> {
            tensor.assign(Objects.requireNonNull(source.get(name), name));
        });
    }

    private static List<String> faults(Map<String, Tensor> state, Map<String, Tensor> source) {
        List<String> faults = new ArrayList<>();
        Set<String> missing = new TreeSet<>(state.keySet());
        missing.removeAll(source.keySet());
        if (!missing.isEmpty()) {
            faults.add("missing are " + String.join(", ", missing));
        }
        Set<String> extra = source.keySet().stream()
                .filter(name -> !state.containsKey(name))
                .filter(name -> !name.endsWith(IGNORED))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!extra.isEmpty()) {
            faults.add("not known here are " + String.join(", ", extra));
        }
        state.forEach((name, tensor) -> {
            Tensor value = source.getOrDefault(name, tensor);
            if (!Arrays.equals(tensor.shape(), value.shape())) {
                faults.add(name + " is " + Arrays.toString(value.shape()) + ", not " + Arrays.toString(tensor.shape()));
            }
        });
        return faults;
    }

    /**
     * From now on weights stay as they are, and every part prepares what makes predicting quicker. Answers are the same but
     * for rounding, and whatever has gradients runs as before. Once.
     */
    public final void settle() {
        settled = true;
        prepare();
        children.values().forEach(Layer::settle);
    }

    final boolean isSettled() {
        return settled;
    }

    /** What a part does when it is settled. */
    protected void prepare() {}

    /** Excludes all weights from training, for good. */
    public final void freeze() {
        freeze(name -> true);
    }

    /** Excludes the weights of these names from training, for good; what comes first in a network is cheapest to leave. */
    public final void freeze(Predicate<String> names) {
        parameters().forEach((name, tensor) -> {
            if (names.test(name)) {
                tensor.raw().requires_grad_(false);
            }
        });
    }

    /** How many numbers the parameters hold. */
    public final long count() {
        return parameters().values().stream().mapToLong(Tensor::count).sum();
    }

    /** Frees the weights of this layer and its children. */
    @Override
    public final void close() {
        parameters.values().forEach(tensor -> tensor.raw().releaseReference());
        buffers.values().forEach(tensor -> tensor.raw().releaseReference());
        children.values().forEach(Layer::close);
        synchronized (derived) {
            derived.forEach(tensor -> tensor.raw().releaseReference());
            derived.clear();
        }
        parameters.clear();
        buffers.clear();
        children.clear();
    }
}

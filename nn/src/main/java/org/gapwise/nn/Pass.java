package org.gapwise.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How one forward runs: for prediction, for training with a source of randomness, or recording what layers note.
 *
 * <p>A random mask depends on the seed of the pass and on how many were drawn before, and on nothing else. Not
 * thread-safe: make one a forward.
 */
public final class Pass {
    private static final int STEPS = 1 << 16;

    private enum Mode {
        INFERENCE,
        TRAINING,
        RECORDING
    }

    private final Mode mode;
    private final long seed;
    private final Map<String, Tensor> notes = new LinkedHashMap<>();
    private long draws;

    private Pass(Mode mode, long seed) {
        this.mode = mode;
        this.seed = seed;
    }

    public static Pass inference() {
        return new Pass(Mode.INFERENCE, 0);
    }

    public static Pass training(long seed) {
        return new Pass(Mode.TRAINING, seed);
    }

    /** Runs as {@link #inference} does and keeps what layers note. */
    public static Pass recording() {
        return new Pass(Mode.RECORDING, 0);
    }

    public boolean isTraining() {
        return mode == Mode.TRAINING;
    }

    public boolean isRecording() {
        return mode == Mode.RECORDING;
    }

    /** When training, sets elements to 0 with this chance and scales the others to keep the mean. */
    public Tensor dropout(Tensor x, double rate) {
        if (!isTraining() || rate == 0) {
            return x;
        }
        return Scope.tidy(() -> x.times(mask(rate, x.shape())));
    }

    /** When training, drops whole rows of x [B, ...] with this chance and scales the others to keep the mean. */
    public Tensor dropPath(Tensor x, double rate) {
        if (!isTraining() || rate == 0) {
            return x;
        }
        long[] shape = new long[x.rank()];
        java.util.Arrays.fill(shape, 1);
        shape[0] = x.size(0);
        return Scope.tidy(() -> x.times(mask(rate, shape)));
    }

    /**
     * A source for what a layer draws itself. As with masks it depends on the seed of the pass and on how often was drawn
     * before; in a pass that is no training, on the latter alone.
     */
    public SplittableRandom random() {
        return new SplittableRandom(seed + draws++ * 0x9E3779B97F4A7C15L);
    }

    /** Sixteen random bits an element are drawn in Java: quicker than the engine's generator, and the same everywhere. */
    private Tensor mask(double rate, long[] shape) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be at least 0 and below 1, is " + rate);
        }
        int dropped = (int) Math.min(STEPS - 1, Math.max(1, Math.round(rate * STEPS)));
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        short[] lanes = new short[Math.toIntExact(count)];
        SplittableRandom random = random();
        for (int i = 0; i < lanes.length; i += 4) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(i + 4, lanes.length); j++) {
                lanes[j] = (short) bits;
                bits >>>= 16;
            }
        }
        double scale = STEPS / (double) (STEPS - dropped);
        Tensor kept = Elements.of(lanes, shape).gt(dropped - 0.5 + Short.MIN_VALUE);
        return kept.toFloat().times(scale);
    }

    /** When recording, keeps a tensor under a name; a name given twice gets a number. */
    public void note(String name, Tensor value) {
        if (!isRecording()) {
            return;
        }
        String free = name;
        for (int i = 1; notes.containsKey(free); i++) {
            free = name + "." + i;
        }
        try (Scope scope = Scope.open()) {
            Tensor kept = value.detach();
            kept.raw().retainReference();
            notes.put(free, kept);
        }
    }

    /** What was noted, in order. */
    public Map<String, Tensor> notes() {
        return Collections.unmodifiableMap(notes);
    }
}

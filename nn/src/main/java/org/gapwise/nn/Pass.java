package org.gapwise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * How one forward runs: for prediction, for training with a source of randomness, or recording what layers note.
 *
 * <p>A random mask depends on the seed of the pass and on how many were drawn before, and on nothing else. Not
 * thread-safe: make one a forward.
 */
public final class Pass {
    private static final int STEPS = 1 << 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private enum Mode {
        INFERENCE,
        TRAINING,
        RECORDING
    }

    private final Mode mode;
    private final long seed;
    /** By row of what is masked: whose it is; without any, rows are masked by where they stand. */
    private final long[] owners;
    /** By row, where rows of several parts stand side by side; without any, the seed is that of all. */
    private final long[] seeds;
    /** Who runs the same pass on other rows; without any, rows are all there are. */
    private final Optional<Company> company;

    private final Map<String, Tensor> notes = new LinkedHashMap<>();
    private long draws;

    private Pass(Mode mode, long seed, long... owners) {
        this(mode, seed, Optional.empty(), owners, new long[0]);
    }

    private Pass(Mode mode, long seed, Optional<Company> company, long[] owners, long[] seeds) {
        this.mode = mode;
        this.seed = seed;
        this.company = company;
        this.owners = owners;
        this.seeds = seeds;
    }

    public static Pass inference() {
        return new Pass(Mode.INFERENCE, 0);
    }

    public static Pass training(long seed) {
        return new Pass(Mode.TRAINING, seed);
    }

    /**
     * The same for rows that have owners, which all that is masked has to have: a mask depends on the seed, on who owns
     * the row and on how many were drawn before, and not on the other rows. So a batch may be divided.
     */
    public static Pass training(long seed, long[] owners) {
        return new Pass(Mode.TRAINING, seed, owners.clone());
    }

    /** The same pass in company: what is normalized by batch is so over the rows of all. */
    public Pass in(Company others) {
        return new Pass(mode, seed, Optional.of(others), owners, seeds);
    }

    Optional<Company> company() {
        return company;
    }

    /** Whether it is so here or, in company, anywhere: then all have to run a part that may exchange something. */
    public boolean anywhere(boolean here) {
        return company.map(others -> others.any(here)).orElse(here);
    }

    /**
     * A pass for a part of a network that is named, and that runs on rows made out of this pass's rows. What is drawn
     * there changes nothing that is drawn here. Notes stay with this pass.
     *
     * @param places of the rows: place p is slot {@code p % slots} of row {@code p / slots}
     */
    public Pass part(String name, long[] places, long slots) {
        if (!isTraining()) {
            return this;
        }
        if (owners.length == 0) {
            return new Pass(mode, seed(seed, name), company, owners, seeds);
        }
        long[] of = new long[places.length];
        long[] from = new long[seeds.length == 0 ? 0 : places.length];
        for (int i = 0; i < of.length; i++) {
            int row = (int) (places[i] / slots);
            of[i] = slots == 1 ? owners[row] : scramble(owners[row] + GOLDEN * (1 + places[i] % slots));
            if (from.length > 0) {
                from[i] = seed(seeds[row], name);
            }
        }
        return new Pass(mode, seed(seed, name), company, of, from);
    }

    /**
     * A pass for several parts whose rows stand side by side, so that they run as one: a row with an owner draws what it
     * would draw in a {@link #part(String)} of its own.
     *
     * @param names by row: of which part it is
     * @param rows by row: which of this pass's rows it is made of
     */
    public Pass parts(List<String> names, long[] rows) {
        if (!isTraining() || owners.length == 0) {
            return part(names.get(0));
        }
        long[] of = new long[rows.length];
        long[] from = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            of[i] = owners[(int) rows[i]];
            from[i] = seed(seedOf((int) rows[i]), names.get(i));
        }
        return new Pass(mode, seed, company, of, from);
    }

    private long seedOf(int row) {
        return seeds.length == 0 ? seed : seeds[row];
    }

    private static long seed(long whole, String part) {
        return scramble(whole ^ part.hashCode() * GOLDEN);
    }

    /** The same for a part that runs on all rows. */
    public Pass part(String name) {
        return part(name, LongStream.range(0, owners.length).toArray(), 1);
    }

    /** Runs as {@link #inference} does and keeps what layers note. */
    public static Pass recording() {
        return new Pass(Mode.RECORDING, 0);
    }

    public boolean isTraining() {
        return mode == Mode.TRAINING;
    }

    /** Neither training nor recording. */
    public boolean isInference() {
        return mode == Mode.INFERENCE;
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
        return random(seed, draws++);
    }

    /** A source for each of some rows: what is drawn for one depends on its owner, and on no other row. */
    public List<SplittableRandom> random(int rows) {
        long draw = draws++;
        List<SplittableRandom> sources = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long owner = owners.length == 0 ? i : owners[i];
            sources.add(random(seedOf(i), draw, owner));
        }
        return sources;
    }

    private static SplittableRandom random(long seed, long draw, long owner) {
        return new SplittableRandom(
                scramble(owner + GOLDEN) ^ random(seed, draw).nextLong());
    }

    private static SplittableRandom random(long seed, long draw) {
        return new SplittableRandom(seed + draw * GOLDEN);
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
        short[] lanes = lanes(Math.toIntExact(count), shape[0]);
        double scale = STEPS / (double) (STEPS - dropped);
        Tensor kept = Elements.of(lanes, shape).gt(dropped - 0.5 + Short.MIN_VALUE);
        return kept.toFloat().times(scale);
    }

    private short[] lanes(int count, long rows) {
        short[] lanes = new short[count];
        if (owners.length == 0) {
            fill(lanes, 0, count, random());
            return lanes;
        }
        if (rows != owners.length) {
            throw new IllegalStateException(rows + " rows are to be masked, and " + owners.length + " have owners");
        }
        long draw = draws++;
        int row = count / owners.length;
        for (int i = 0; i < owners.length; i++) {
            fill(lanes, i * row, (i + 1) * row, random(seedOf(i), draw, owners[i]));
        }
        return lanes;
    }

    private static void fill(short[] lanes, int from, int to, SplittableRandom random) {
        for (int i = from; i < to; i += 4) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(i + 4, to); j++) {
                lanes[j] = (short) bits;
                bits >>>= 16;
            }
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long scramble(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
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

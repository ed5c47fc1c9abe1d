package org.gapwise.train;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.ContrastTrainee;
import org.gapwise.model.Network;
import org.gapwise.model.Trainee;

/**
 * Foretells how much memory training by a plan takes. What tensors take is counted on small batches of made-up cases;
 * what Java and the engine take beside are constants that were measured (docs/benchmarks/memory.md).
 */
public final class Memory {

    /**
     * Holes that malloc keeps, as a share of the tensors that come and go. It cuts an aligned tensor out of a larger piece,
     * and what is left on its edge soon holds something small. So the place of a freed tensor is too small for the next of
     * its size, which goes to a larger one. Half is Knuth's rule: one hole to two blocks; seen were 0.3 to 1.6.
     */
    private static final double HOLES = 0.5;

    private final Plan plan;
    private final Scale scale;
    private final List<Phase> phases = new ArrayList<>();
    private boolean divisible = true;

    /**
     * How much there is to learn from.
     *
     * @param cases of the table
     * @param pictures of all modalities and cases
     * @param world processes that share every batch
     */
    public record Scale(long cases, long pictures, int world) {}

    /** @param beside bytes of other networks that stand by all the while */
    private record Phase(String name, StagePlan plan, Footprint takes, long beside) {}

    private Memory(Plan plan, Scale scale) {
        this.plan = plan;
        this.scale = scale;
    }

    /** Builds the networks of all stages and tries them. */
    public static Memory of(Schema schema, Plan plan, Scale scale) {
        Memory memory = new Memory(plan, scale);
        try (Network joint = Network.joint(schema, plan.model(), plan.seed())) {
            memory.first(schema, Footprint.bytes(joint.state().values()));
            memory.add("joint", plan.train(), joint, schema, 0);
        }
        return memory;
    }

    private void first(Schema schema, long beside) {
        StagePlan stage = plan.pretrain();
        if (stage.epochs() == 0) {
            return;
        }
        if (stage.objective().equals(StagePlan.CONTRAST)) {
            try (ContrastTrainee pair = new ContrastTrainee(schema, plan.model(), plan.seed())) {
                add("pretrain-" + StagePlan.CONTRAST, stage, pair, schema, beside);
            }
            return;
        }
        for (Modality modality : schema.modalities()) {
            int labels = schema.targets().size();
            try (Network alone = Network.unimodal(modality, labels, plan.model(), plan.seed())) {
                add("pretrain-" + modality.name(), stage, alone, schema, beside);
            }
        }
    }

    private void add(String name, StagePlan stage, Trainee trainee, Schema schema, long beside) {
        divisible &= trainee.isDivisible();
        phases.add(new Phase(name, stage, Footprint.of(trainee, schema, plan, stage, scale.world() > 1), beside));
    }

    /** What is to be expected when this process computes its share of each batch in so many pieces. */
    public MemoryForecast forecast(int pieces) {
        return MemoryForecast.largest(
                phases.stream().map(phase -> forecast(phase, pieces)).toList());
    }

    /** The least number of pieces, but no less than {@code least}, that needs no more than the limit; or none does. */
    public OptionalInt within(long limit, int least) {
        for (int pieces = least; pieces <= most(least); pieces++) {
            if (forecast(pieces).needed() <= limit) {
                return OptionalInt.of(pieces);
            }
        }
        return OptionalInt.empty();
    }

    /** What is to be expected at least: of one case at once, where batches can be divided. */
    public MemoryForecast smallest(int least) {
        return forecast(most(least));
    }

    private int most(int least) {
        int largest = phases.stream().mapToInt(this::share).max().orElse(1);
        return divisible ? Math.max(least, largest) : least;
    }

    public boolean isDivisible() {
        return divisible;
    }

    /** Cases of a batch that this process computes. */
    private int share(Phase phase) {
        long batch = Math.min(phase.plan.batch(), Math.max(1, scale.cases));
        return (int) ((batch + scale.world - 1) / scale.world);
    }

    private MemoryForecast forecast(Phase phase, int pieces) {
        int share = share(phase);
        int piece = (share + pieces - 1) / pieces;
        Footprint takes = phase.takes;
        List<MemoryForecast.Part> parts = new ArrayList<>(Ground.parts(scale, plan));
        add(parts, "weights", takes.state() + phase.beside);
        add(parts, "gradients", takes.learnt() * (scale.world > 1 ? 4 : 1));
        add(parts, "the optimizer's two means", 2 * takes.parameters());
        add(parts, "mean of the weights", phase.plan.average() > 0 ? takes.parameters() : 0);
        add(parts, "best weights so far", takes.state());
        long activations = takes.forward().at(piece) + takes.backward().at(piece);
        long batches = takes.making().at(piece)
                + (BatchesAhead.IN_MEMORY) * takes.batch().at(piece);
        long chunk = Math.min(
                Validation.CHUNK,
                Math.max(1, Math.round(scale.cases * plan.data().valid())));
        long pause = Math.max(takes.validation().at(chunk), 2 * takes.parameters());
        add(parts, "activations of " + piece + " cases", activations);
        add(parts, "batches: one computed, one waiting, one being made", batches);
        long beyond = Math.max(0, pause - activations - batches);
        add(parts, "validation and checkpoints, beyond that", beyond);
        add(parts, "holes that freed tensors leave", Math.round(HOLES * (activations + batches + beyond)));
        return new MemoryForecast(phase.name, phase.plan.batch(), piece, pieces, parts);
    }

    private static void add(List<MemoryForecast.Part> parts, String name, long bytes) {
        parts.add(new MemoryForecast.Part(name, bytes, true));
    }

    /** What the machine has, or what the process may take of it where that is less. */
    public static long ofMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}

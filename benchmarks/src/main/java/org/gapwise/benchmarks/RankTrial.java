package org.gapwise.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.gapwise.core.file.Json;
import org.gapwise.model.Network;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.Company;
import org.gapwise.nn.Meeting;
import org.gapwise.nn.Native;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Peers;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.gapwise.train.Ranks;

/** One of the processes that train together; the first writes down what all took. */
final class RankTrial implements AutoCloseable {

    private static final long SEED = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double NANO = 1e-9;

    private final Workload work;
    private final Ranks ranks;
    private final Toll toll;
    private final Company company;
    private final Network network;
    private final AdamW optimizer;
    private final Batch whole;
    private final Map<String, List<Double>> taken = new LinkedHashMap<>();

    private RankTrial(Workload work, Ranks ranks) {
        this.work = work;
        this.ranks = ranks;
        toll = new Toll(ranks.peers().orElseThrow());
        company = new Company(toll);
        network = Network.joint(work.schema(), work.spec(), SEED);
        network.losesFeatures(Bookkeeping.FEWER);
        optimizer = new AdamW(List.of(new ParameterGroup("all", network.parameters(), 0, 0.01)));
        whole = Inputs.of(work, Scene.FULL);
        Native.suit(network.multiplications());
    }

    /**
     * Runs one rank.
     *
     * @param arguments host and port of the first rank, this rank, how many there are, workload, batch, rounds, and the file
     *     that the first rank writes
     */
    public static void main(String[] arguments) {
        Meeting meeting = new Meeting(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                PATIENCE,
                PATIENCE);
        Workload work = Workload.of(arguments[4], Integer.parseInt(arguments[5]));
        try (Ranks ranks = Ranks.join(meeting)) {
            measure(work, ranks, Integer.parseInt(arguments[6]))
                    .ifPresent(figures -> Json.write(Path.of(arguments[7]), figures));
        }
    }

    /** On the first rank what all took, elsewhere nothing. */
    static Optional<RankFigures> measure(Workload work, Ranks ranks, int rounds) {
        try (RankTrial trial = new RankTrial(work, ranks)) {
            for (int round = -1; round < rounds; round++) {
                if (round == 0) {
                    trial.taken.clear();
                }
                trial.round();
            }
            return ranks.rank() == 0 ? Optional.of(trial.figures()) : Optional.empty();
        }
    }

    private void round() {
        int b = work.batch();
        int share = b / ranks.world();
        int from = share * ranks.rank();
        note("alone", alone(b));
        note("alone on a share", alone(share));
        note("strong", inStep(() -> step(from, from + share, Optional.of(company))));
        note("norms", toll.seconds);
        note("norm exchanges", toll.exchanges);
        note("norm bytes", (double) toll.bytes);
        note("gradients", inStep(() -> timed(() -> ranks.gradients(network, 1))));
        note("weak", inStep(() -> step(0, b, Optional.of(company))));
        note("small", added(1));
        note("large", added((int) (gradientBytes() / Float.BYTES)));
    }

    private void note(String what, double value) {
        taken.computeIfAbsent(what, w -> new ArrayList<>()).add(value);
    }

    /** On the first rank, while the others rest. */
    private double alone(int cases) {
        return inStep(() -> ranks.rank() == 0 ? step(0, cases, Optional.empty()) : 0);
    }

    /** All begin at the same time, and none goes on before all are done. */
    private double inStep(DoubleSupplier work) {
        ranks.any(false);
        double seconds = work.getAsDouble();
        ranks.any(false);
        return seconds;
    }

    private double step(int from, int to, Optional<Company> others) {
        toll.clear();
        return timed(() -> {
            try (Scope scope = Scope.open()) {
                optimizer.zeroGradients();
                Batch part = Inputs.part(whole, from, to);
                Tensor counts = network.counts(whole, UncertainPolicy.IGNORE);
                Pass own = Pass.training(SEED, LongStream.range(from, to).toArray());
                Pass pass = others.map(own::in).orElse(own);
                Tensor loss = network.share(part, pass, UncertainPolicy.IGNORE, counts);
                loss.backward();
                others.ifPresent(company -> {
                    company.check();
                    ranks.gradients(network, loss.item());
                });
                optimizer.step();
            }
        });
    }

    private double added(int numbers) {
        try (Scope scope = Scope.open()) {
            Tensor values = Tensor.zeros(numbers);
            return inStep(() -> timed(() -> ranks.peers().orElseThrow().sum(values)));
        }
    }

    private static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * NANO;
    }

    /** Gradients, a number each whether any flowed, running statistics and the loss. */
    private long gradientBytes() {
        long statistics =
                network.buffers().values().stream().mapToLong(Tensor::count).sum();
        return Float.BYTES * (network.count() + network.parameters().size() + statistics + 1);
    }

    private RankFigures figures() {
        return new RankFigures(
                work.name(),
                work.batch(),
                ranks.world(),
                Native.threads(),
                spread("alone"),
                spread("alone on a share"),
                spread("strong"),
                spread("weak"),
                spread("gradients"),
                spread("norms"),
                spread("norm exchanges").median(),
                gradientBytes(),
                Math.round(spread("norm bytes").median()),
                spread("small"),
                spread("large"));
    }

    private Spread spread(String what) {
        return Spread.of(taken.getOrDefault(what, List.of()));
    }

    @Override
    public void close() {
        optimizer.close();
        company.close();
        network.close();
    }

    /** Counts what batch normalization exchanges. */
    private static final class Toll implements Peers {
        private final Peers peers;
        private double seconds;
        private int exchanges;
        private long bytes;

        Toll(Peers peers) {
            this.peers = peers;
        }

        @Override
        public void sum(Tensor values) {
            seconds += timed(() -> peers.sum(values));
            exchanges++;
            bytes += values.bytes();
        }

        void clear() {
            seconds = 0;
            exchanges = 0;
            bytes = 0;
        }
    }
}

package org.gapwise.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.Seeds;
import org.gapwise.model.Trainee;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.AdamW;
import org.gapwise.nn.Company;
import org.gapwise.nn.Ema;
import org.gapwise.nn.Native;
import org.gapwise.nn.ParameterGroup;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** A network with its optimizer, the running mean of its weights and the best weights so far. */
final class Learner implements AutoCloseable {

    private static final String ENCODERS = "encoders";
    private static final String OTHERS = "others";

    private final Trainee network;
    private final StagePlan plan;
    private final UncertainPolicy uncertain;
    private final Precision precision;
    private final Division division;
    private final double work;
    private final Optional<Ema> mean;
    private final Optional<Company> company;
    private AdamW optimizer;
    private Optional<Ema> best = Optional.empty();

    Learner(Trainee network, StagePlan plan, UncertainPolicy uncertain, Precision precision, Division division) {
        this.network = network;
        this.precision = precision;
        this.division = division;
        this.plan = plan;
        work = network.multiplications();
        this.uncertain = uncertain;
        if (plan.encoderRate() == 0) {
            // Frozen weights also keep batch normalization at its running statistics, and nothing flows back to them.
            network.freeze(name -> name.startsWith(Trainee.ENCODERS));
        }
        company = division.company(network, plan.batch());
        optimizer = fresh();
        mean = plan.average() > 0 ? Optional.of(new Ema(network.parameters(), plan.average())) : Optional.empty();
    }

    /** Begins to make the batches that {@link #step} takes. */
    BatchesAhead batches(Loader loader, int epoch, int step) {
        return BatchesAhead.of(loader, division, epoch, step);
    }

    /** One step of the optimizer; {@code share} of the plan's learning rate. Returns the loss before it. */
    double step(BatchesAhead batches, double share, long seed, long count) {
        Native.suit(work);
        optimizer.learnAt(OTHERS, share * plan.learningRate());
        optimizer.learnAt(ENCODERS, share * plan.learningRate() * plan.encoderRate());
        optimizer.zeroGradients();
        BatchesAhead.Ready whole = batches.next();
        Tensor counts = network.counts(whole.batch(), uncertain);
        double own = 0;
        for (int part = 0; part < whole.parts(); part++) {
            own += gradients(batches, Seeds.mix(seed, "pass", count), counts);
        }
        double value = division.ranks().gradients(network, own);
        if (!Double.isFinite(value)) {
            return value;
        }
        if (plan.clip() > 0) {
            optimizer.clipNorm(plan.clip());
        }
        optimizer.step();
        mean.ifPresent(m -> m.updateEarly(count));
        return value;
    }

    /** Adds the gradients of the next part of a batch, and gives what it adds to the loss. */
    private double gradients(BatchesAhead batches, long seed, Tensor counts) {
        try (Scope scope = Scope.open()) {
            BatchesAhead.Ready part = batches.next();
            Pass alone = Pass.training(seed, part.owners());
            Pass pass = company.map(alone::in).orElse(alone);
            Tensor loss = precision.run(() -> network.share(part.batch(), pass, uncertain, counts));
            loss.backward();
            company.ifPresent(Company::check);
            return loss.item();
        }
    }

    /** Forgets the optimizer's moments. */
    void restartOptimizer() {
        optimizer.close();
        optimizer = fresh();
    }

    /** Runs something on the weights that are judged: the running mean where there is one. */
    void judged(Runnable work) {
        mean.ifPresent(Ema::swap);
        work.run();
        mean.ifPresent(Ema::swap);
    }

    /** Keeps a deep copy of the present weights as the best; to be called within {@link #judged}. */
    void keepBest() {
        best.ifPresent(Ema::close);
        // A mean that is never updated is a deep copy that outlives the scope.
        best = Optional.of(new Ema(network.state(), 0));
    }

    /** Puts the best weights in place; without any, the judged ones. */
    void restoreBest() {
        if (best.isPresent()) {
            network.load(best.get().state());
        } else {
            mean.ifPresent(Ema::swap);
        }
    }

    Checkpoint checkpoint(State state) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        Checkpoint.put(all, "weights", network.state());
        Checkpoint.put(all, "moments", optimizer.state());
        mean.ifPresent(m -> Checkpoint.put(all, "mean", m.state()));
        best.ifPresent(b -> Checkpoint.put(all, "best", b.state()));
        return new Checkpoint(state, all);
    }

    void restore(Checkpoint checkpoint) {
        network.load(checkpoint.part("weights"));
        optimizer.load(checkpoint.part("moments"));
        Map<String, Tensor> means = checkpoint.part("mean");
        mean.ifPresent(m -> m.state().forEach((name, tensor) -> assign(tensor, means, name)));
        Map<String, Tensor> bests = checkpoint.part("best");
        if (!bests.isEmpty()) {
            best = Optional.of(new Ema(bests, 0));
        }
    }

    private static void assign(Tensor tensor, Map<String, Tensor> from, String name) {
        Tensor value = from.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the checkpoint lacks " + name);
        }
        tensor.assign(value);
    }

    private AdamW fresh() {
        try (Scope scope = Scope.open()) {
            return new AdamW(List.of(
                    new ParameterGroup(OTHERS, network.otherParameters(), plan.learningRate(), plan.weightDecay()),
                    new ParameterGroup(
                            ENCODERS,
                            network.encoderParameters(),
                            plan.learningRate() * plan.encoderRate(),
                            plan.weightDecay())));
        }
    }

    @Override
    public void close() {
        optimizer.close();
        company.ifPresent(Company::close);
        mean.ifPresent(Ema::close);
        best.ifPresent(Ema::close);
    }
}

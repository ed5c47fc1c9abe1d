package org.gapwise.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Progress;
import org.gapwise.nn.Scope;

/** One stage of training: epochs over the training part until the schedule is done, then the best weights. */
final class Stage {

    private final String name;
    private final StagePlan plan;
    private final long seed;
    private final Loader loader;
    private final Supplier<Validation.Score> judge;
    private final Schedule schedule;

    Stage(String name, StagePlan plan, long seed, Loader loader, Supplier<Validation.Score> judge) {
        this.name = name;
        this.plan = plan;
        this.seed = seed;
        this.loader = loader;
        this.judge = judge;
        schedule = new Schedule(plan);
    }

    /** Trains from the folder's checkpoint, if it is of this stage, or from the start. */
    void run(Learner learner, RunFolder folder, Progress progress, Interruption interruption) {
        State state = resume(learner, folder).orElseGet(() -> State.start(name, folder.metrics()));
        folder.metrics(state.metrics());
        progress.start(name, (long) plan.epochs() * loader.steps());
        progress.step((long) state.epoch() * loader.steps() + state.step());
        while (!schedule.over(state)) {
            state = epoch(state, learner, folder, progress, interruption);
        }
        learner.restoreBest();
        progress.done();
    }

    private Optional<State> resume(Learner learner, RunFolder folder) {
        try (Scope scope = Scope.open()) {
            return folder.checkpoint()
                    .filter(c -> c.state().stage().equals(name))
                    .map(checkpoint -> {
                        learner.restore(checkpoint);
                        return checkpoint.state();
                    });
        }
    }

    private State epoch(State start, Learner learner, RunFolder folder, Progress progress, Interruption interruption) {
        State state = start;
        long begun = System.nanoTime();
        double busy;
        try (BatchesAhead batches = learner.batches(loader, state.epoch(), state.step())) {
            while (state.step() < loader.steps()) {
                state = state.afterStep(step(state, batches, learner));
                progress.step(1);
                boolean stop = interruption.requested();
                if (stop || folder.due()) {
                    save(folder, learner, state);
                }
                if (stop) {
                    throw new Interrupted(folder.path());
                }
            }
            busy = 1 - batches.waited() / (double) (System.nanoTime() - begun);
        }
        return endOfEpoch(state, busy, learner, folder, progress);
    }

    private double step(State state, BatchesAhead batches, Learner learner) {
        try (Scope scope = Scope.open()) {
            double loss = learner.step(batches, schedule.share(state, loader.steps()), seed, state.total());
            if (!Double.isFinite(loss)) {
                throw new ConfigException(
                        "the loss became " + loss + " in epoch " + (state.epoch() + 1) + ", batch " + (state.step() + 1)
                                + ".",
                        "stage " + name,
                        "Lower learning_rate or set clip = 1.0; the last checkpoint is whole.");
            }
            return loss;
        }
    }

    /** @param busy share of the time of training in which no batch was waited for; told, and kept nowhere: metrics repeat */
    private State endOfEpoch(State state, double busy, Learner learner, RunFolder folder, Progress progress) {
        State[] next = {state};
        learner.judged(() -> {
            Validation.Score score = judge.get();
            double small =
                    plan.schedule().monitor().equals("auroc") ? -score.auroc().orElse(0) : score.loss();
            State judged = schedule.judge(state, small);
            if (judged.bestEpoch() == state.epoch()) {
                learner.keepBest();
            }
            double loss = state.lossSum() / loader.steps();
            folder.record(metrics(state, loss, score));
            progress.note(String.format(
                    Locale.ROOT,
                    "epoch %d/%d  loss %.4f  valid %.4f%s  busy %.1f %%",
                    state.epoch() + 1,
                    plan.epochs(),
                    loss,
                    score.loss(),
                    auroc(score),
                    100 * busy));
            next[0] = judged;
        });
        if (next[0].rung() > state.rung()) {
            learner.restartOptimizer();
        }
        State done = next[0].nextEpoch();
        save(folder, learner, done);
        return done;
    }

    private static String auroc(Validation.Score score) {
        return score.auroc().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "  AUROC %.3f", score.auroc().getAsDouble());
    }

    private static void save(RunFolder folder, Learner learner, State state) {
        try (Scope scope = Scope.open()) {
            folder.save(learner.checkpoint(state));
        }
    }

    private Map<String, Object> metrics(State state, double loss, Validation.Score score) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", name);
        line.put("epoch", state.epoch() + 1);
        line.put("loss", loss);
        line.put("valid_loss", score.loss());
        score.auroc().ifPresent(auroc -> line.put("valid_auroc", auroc));
        line.put("learning_rate", plan.learningRate() * schedule.share(state, loader.steps()));
        return line;
    }
}

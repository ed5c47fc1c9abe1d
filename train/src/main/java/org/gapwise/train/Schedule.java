package org.gapwise.train;

/** The learning rate as a share of the plan's, and when training has gone on long enough. */
final class Schedule {

    private static final double STEP = 0.1;

    private final StagePlan plan;

    Schedule(StagePlan plan) {
        this.plan = plan;
    }

    /** The share for the next batch; {@code steps} is the number of batches in an epoch. */
    double share(State state, int steps) {
        if (ladder()) {
            return Math.pow(STEP, state.rung());
        }
        double done = state.epoch() + (double) state.step() / steps;
        int warmup = Math.min(plan.schedule().warmup(), plan.epochs() - 1);
        if (done < warmup) {
            return (done * steps + 1) / (warmup * steps);
        }
        return 0.5 * (1 + Math.cos(Math.PI * (done - warmup) / (plan.epochs() - warmup)));
    }

    /** What the end of an epoch means; {@code score} is to be small. */
    State judge(State state, double score) {
        if (ladder() && state.epoch() < plan.schedule().warmup()) {
            return state;
        }
        if (score < state.best() - plan.schedule().margin()) {
            return state.improved(score);
        }
        State stalled = state.stalled();
        boolean lower = ladder()
                && stalled.sinceStep() >= plan.schedule().patience()
                && stalled.rung() < plan.schedule().rungs() - 1;
        return lower ? stalled.steppedDown() : stalled;
    }

    boolean over(State state) {
        return state.epoch() >= plan.epochs()
                || state.sinceBest() >= plan.schedule().stop();
    }

    private boolean ladder() {
        return plan.schedule().kind().equals("plateau");
    }
}

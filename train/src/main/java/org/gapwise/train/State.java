package org.gapwise.train;

/**
 * Where a stage of training stands, weights aside. With the weights and the optimizer's moments it is all that going
 * on needs: every random draw is a function of the seed and these counters.
 *
 * @param stage name of the stage
 * @param epoch the one running, from 0
 * @param step batches done in it
 * @param steps optimizer steps since its moments were made
 * @param total batches done in the stage
 * @param lossSum over the batches done in the epoch
 * @param rung of the plateau ladder
 * @param sinceStep epochs without improvement since the last step down
 * @param sinceBest epochs without improvement
 * @param best what the best epoch reached, as something to minimize
 * @param bestEpoch -1 before there is one
 * @param metrics lines of metrics.jsonl written so far
 */
record State(
        String stage,
        int epoch,
        int step,
        long steps,
        long total,
        double lossSum,
        int rung,
        int sinceStep,
        int sinceBest,
        double best,
        int bestEpoch,
        int metrics) {

    static State start(String stage, int metrics) {
        return new State(stage, 0, 0, 0, 0, 0, 0, 0, 0, Double.MAX_VALUE, -1, metrics);
    }

    State afterStep(double loss) {
        return new State(
                stage,
                epoch,
                step + 1,
                steps + 1,
                total + 1,
                lossSum + loss,
                rung,
                sinceStep,
                sinceBest,
                best,
                bestEpoch,
                metrics);
    }

    State improved(double score) {
        return new State(stage, epoch, step, steps, total, lossSum, rung, 0, 0, score, epoch, metrics);
    }

    State stalled() {
        return new State(
                stage,
                epoch,
                step,
                steps,
                total,
                lossSum,
                rung,
                sinceStep + 1,
                sinceBest + 1,
                best,
                bestEpoch,
                metrics);
    }

    /** One rung down: the optimizer starts anew. */
    State steppedDown() {
        return new State(stage, epoch, step, 0, total, lossSum, rung + 1, 0, sinceBest, best, bestEpoch, metrics);
    }

    State nextEpoch() {
        return new State(
                stage, epoch + 1, 0, steps, total, 0, rung, sinceStep, sinceBest, best, bestEpoch, metrics + 1);
    }
}

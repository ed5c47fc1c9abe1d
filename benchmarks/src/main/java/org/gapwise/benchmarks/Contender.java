package org.gapwise.benchmarks;

import org.gapwise.nn.Precision;

/** Someone who trains and predicts, and tells how long it took. */
interface Contender extends AutoCloseable {

    String name();

    /**
     * One step of training.
     *
     * @return forward and backward pass, and the optimizer's part
     */
    Step step(Scene scene, Precision precision);

    /** One forward pass without gradients over the first cases of the batch. */
    Reply predict(Scene scene, Precision precision, int cases);

    @Override
    void close();

    /** Seconds by the clock and of the processor. */
    record Took(double wall, double processor) {
        Took plus(Took other) {
            return new Took(wall + other.wall, processor + other.processor);
        }
    }

    /** The parts of a step. */
    record Step(Took passes, Took optimizer) {
        Took whole() {
            return passes.plus(optimizer);
        }
    }

    /** How long an answer took, and the probabilities row by row. */
    record Reply(Took took, float[] probabilities) {}
}

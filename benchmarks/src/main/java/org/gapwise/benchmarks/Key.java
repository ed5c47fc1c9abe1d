package org.gapwise.benchmarks;

import org.gapwise.nn.Precision;

/** What one series of measurements is about. */
record Key(String contender, Precision precision, Operation operation, Scene scene) {

    /** What is timed. */
    enum Operation {
        STEP("training step"),
        PASSES("forward and backward pass"),
        PREDICT("prediction of a batch"),
        ONE("prediction of one case"),
        BOOKKEEPING("masks and embeddings");

        private final String words;

        Operation(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Key with(Scene other) {
        return new Key(contender, precision, operation, other);
    }

    Key of(String other, Precision otherPrecision) {
        return new Key(other, otherPrecision, operation, scene);
    }
}

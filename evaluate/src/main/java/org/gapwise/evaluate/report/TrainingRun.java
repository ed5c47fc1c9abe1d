package org.gapwise.evaluate.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How one training went.
 *
 * @param name of the model or stage
 * @param best the epoch whose weights were kept
 */
public record TrainingRun(String name, List<Epoch> epochs, OptionalInt best) {

    /**
     * @param number from 1
     * @param validAuroc macro AUROC on the validation part
     */
    public record Epoch(int number, OptionalDouble trainLoss, OptionalDouble validLoss, OptionalDouble validAuroc) {}

    public TrainingRun {
        epochs = List.copyOf(epochs);
    }
}

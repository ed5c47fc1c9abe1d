package org.gapwise.evaluate.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.evaluate.Scored;

/** All that a study's methods said, wherever it is kept. Asked from several threads. */
public interface Answers {

    Design design();

    /**
     * What a method, trained at one level on the other folds, said about the test cases of a fold at another. For one
     * fold and test level the cases and their order are the same for all methods.
     *
     * @return empty for a cell that was not run
     */
    Optional<Scored> of(Cell cell);

    /** What training and predicting a cell's fold and training level took; empty where it was not measured. */
    Optional<Cost> cost(String entrant, Level train, int fold);

    /** A place in the grid of a study. */
    record Cell(String entrant, Level train, Level test, int fold) {}

    /**
     * What a trained method costs.
     *
     * @param parameters learnt numbers; 0 for one that learns none
     * @param trainSeconds all its trainings, also those shared with other methods
     * @param caseMillis one prediction, in a batch
     * @param peakMegabytes largest memory of the process while it ran
     */
    record Cost(long parameters, double trainSeconds, double caseMillis, OptionalDouble peakMegabytes) {}
}

package org.gapwise.study.impute;

import java.util.Comparator;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Lens;

/** Every gap of the tables filled by an imputer that was fitted on training cases; pictures stay as they are. */
final class Filling implements Lens {

    private final Columns columns;
    private final Imputer.Guess guess;

    private Filling(Columns columns, Imputer.Guess guess) {
        this.columns = columns;
        this.guess = guess;
    }

    /** What is learnt depends on the training cases but not on their order. */
    static Filling fit(Imputer imputer, Cohort training) {
        List<Case> cases =
                training.cases().stream().sorted(Comparator.comparing(Case::id)).toList();
        Columns columns = Columns.of(training.schema(), cases);
        return new Filling(
                columns, imputer.fit(columns, cases.stream().map(columns::row).toList()));
    }

    Case fill(Case one) {
        return columns.filled(one, guess.complete(columns.row(one)));
    }

    /** Fills all cases at once: a neighbour search is too dear to be done at each look. */
    @Override
    public Cohort over(Cohort cohort) {
        return Copied.of(cohort, cohort.schema(), this::fill);
    }
}

package org.gapwise.evaluate.study;

import java.util.Optional;
import org.gapwise.core.Progress;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Slice.Place;

/** Reads every cell of a study once and lets each statistic take what it needs. */
final class Survey {

    final Scores scores;
    final Correctness correctness = new Correctness();
    final Patterns patterns;
    final StressWeights stress;
    int cases;
    int patients;

    private final Answers answers;
    private final StudyOptions options;

    Survey(Answers answers, StudyOptions options) {
        this.answers = answers;
        this.options = options;
        scores = new Scores(options);
        patterns = new Patterns(answers.design(), options);
        stress = new StressWeights(answers.design(), options);
    }

    void run(Progress progress) {
        Design design = answers.design();
        long rows = (long) design.folds()
                * design.trainLevels().size()
                * design.testLevels().size();
        progress.start("statistics", rows);
        for (int fold = 0; fold < design.folds(); fold++) {
            fold(fold, progress);
        }
        scores.close(design.folds());
        progress.done();
    }

    private void fold(int fold, Progress progress) {
        Optional<Fold> state = Optional.empty();
        for (Level test : answers.design().testLevels()) {
            for (Level train : answers.design().trainLevels()) {
                state = column(new Column(train, test, fold), state);
                progress.step(1);
            }
        }
        cases += state.map(s -> s.first.size()).orElse(0);
        patients += state.map(s -> s.first.groups()).orElse(0);
    }

    private record Column(Level train, Level test, int fold) {
        Cell of(String entrant) {
            return new Cell(entrant, train, test, fold);
        }
    }

    /** The first answers seen, against which all others are checked, and the resamples of their patients. */
    private record Fold(Scored first, Resamples resamples) {}

    private Optional<Fold> column(Column column, Optional<Fold> before) {
        String us = new Roster(answers.design()).ours().id();
        Optional<Scored> ours = answers.of(column.of(us));
        Optional<Fold> state = before;
        for (Entrant entrant : answers.design().entrants()) {
            boolean self = entrant.id().equals(us);
            Optional<Scored> scored = self ? ours : answers.of(column.of(entrant.id()));
            if (scored.isPresent()) {
                Scored said = scored.get();
                Fold fold = state.orElseGet(() -> new Fold(
                        said, new Resamples(said.group(), options.resamples(), options.seed(), column.fold())));
                fold.first.sameCasesAs(said);
                state = Optional.of(fold);
                Place place = new Place(entrant.id(), column.train(), column.test());
                take(new Filled(place, column.fold(), View.of(said), fold.resamples, self ? Optional.empty() : ours));
            }
        }
        return state;
    }

    private void take(Filled cell) {
        scores.add(cell);
        correctness.add(cell);
        patterns.add(cell);
        stress.add(cell);
    }
}

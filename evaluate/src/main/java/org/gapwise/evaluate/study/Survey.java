package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Slice.Place;

/** Reads every cell of a study once and lets each statistic take what it needs. */
final class Survey {

    /** A resample with all that {@link View#others} measures takes about as long as this many with AUROC alone. */
    private static final int DEAR = 5;

    final Scores scores = new Scores();
    final Correctness correctness = new Correctness();
    final Patterns patterns;
    final StressWeights stress;
    int cases;
    int patients;

    private final Answers answers;
    private final Design design;
    private final StudyOptions options;
    private final String us;

    Survey(Answers answers, StudyOptions options) {
        this.answers = answers;
        this.options = options;
        design = answers.design();
        us = new Roster(design).ours().id();
        patterns = new Patterns(design);
        stress = new StressWeights(design);
    }

    /** A cell of a fold that has answers. */
    private record Piece(Cell cell, Ground ground) {}

    /** Cells are looked at by whoever is free, and what was found is put together in the order of the cells. */
    void run(Crew crew) {
        List<Piece> pieces = new ArrayList<>();
        for (Optional<Ground> ground :
                crew.each(IntStream.range(0, design.folds()).boxed().toList(), this::ground)) {
            ground.ifPresent(g -> {
                cells(g.fold()).forEach(cell -> pieces.add(new Piece(cell, g)));
                cases += g.first().size();
                patients += g.first().groups();
            });
        }
        Progress progress = crew.progress();
        progress.start("Statistics", pieces.stream().mapToLong(this::work).sum());
        List<Optional<Found>> all = crew.each(pieces, piece -> {
            Optional<Found> found = look(piece);
            progress.step(work(piece));
            return found;
        });
        all.forEach(found -> found.ifPresent(this::take));
        scores.close(design.folds());
        progress.done();
    }

    /** On the first answers of a fold; empty where nothing was run. */
    private Optional<Ground> ground(int fold) {
        return cells(fold).stream()
                .flatMap(cell -> answers.of(cell).stream())
                .findFirst()
                .map(first -> new Ground(fold, first, options));
    }

    /** By training level, then by entrant, so that what was said at one training level is read once. */
    private List<Cell> cells(int fold) {
        List<Cell> cells = new ArrayList<>();
        for (Level train : design.trainLevels()) {
            for (Entrant entrant : design.entrants()) {
                for (Level test : design.testLevels()) {
                    cells.add(new Cell(entrant.id(), train, test, fold));
                }
            }
        }
        return cells;
    }

    /** Resamples to measure in a cell, in those of AUROC alone. */
    private long work(Piece piece) {
        boolean complete = piece.cell.train().equals(Level.COMPLETE);
        boolean reported = complete || piece.cell.test().equals(Level.COMPLETE);
        return 1 + (reported ? options.resamples() : 0) + (complete ? (long) DEAR * options.others() : 0);
    }

    private Optional<Found> look(Piece piece) {
        Cell cell = piece.cell;
        return answers.of(cell).map(said -> {
            piece.ground.first().sameCasesAs(said);
            Optional<Scored> ours = cell.entrant().equals(us)
                    ? Optional.empty()
                    : answers.of(new Cell(us, cell.train(), cell.test(), cell.fold()));
            Place place = new Place(cell.entrant(), cell.train(), cell.test());
            Filled filled = new Filled(place, piece.ground, View.of(said), ours);
            return new Found(
                    place,
                    Scores.measure(filled, options),
                    ours.map(mine -> Correctness.count(mine, said)),
                    patterns.seen(filled, options.others()),
                    StressWeights.seen(filled, options));
        });
    }

    private void take(Found found) {
        scores.add(found.place(), found.scores());
        found.decisions().ifPresent(count -> correctness.add(found.place(), count));
        patterns.add(found.place(), found.patterns());
        found.stress().ifPresent(seen -> stress.add(found.place(), seen));
    }
}

package org.gapwise.study.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.answer.AnswersFile;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Design;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.protocol.Gaps;

/**
 * The answers of a study in a folder: a Parquet file for each method, fold and training level, which holds one row for
 * each view of each test case. With the cohort and the gaps, all tables follow from it without any training.
 */
public final class AnswerStore implements Answers {

    private static final int BATCH = 64;
    /** Numbers to hold of what was read, a quarter of a gigabyte; and files at least. */
    private static final long MOST = 1L << 25;

    private static final int LEAST = 8;

    private final Path folder;
    private final Design design;
    private final Cohort cohort;
    private final Gaps gaps;
    private final Map<Integer, Seats> seats = new ConcurrentHashMap<>();
    private final Map<Path, Kept> read = new LinkedHashMap<>(LEAST, 0.75f, true);

    public AnswerStore(Path folder, Design design, Cohort cohort, Gaps gaps) {
        this.folder = folder;
        this.design = design;
        this.cohort = cohort;
        this.gaps = gaps;
    }

    /** What one predictor answers for: a method that learnt at a level, without a fold. */
    public record Learnt(String entrant, Level train, int fold) {}

    @Override
    public Design design() {
        return design;
    }

    /** Whether all answers of a predictor are kept already. */
    public boolean has(Learnt learnt) {
        return Files.exists(file(learnt, ".parquet"));
    }

    /** Asks a predictor about every view of every test case of the fold; returns how many there were. */
    public Said ask(Predictor predictor, int fold, Progress progress) {
        Seats views = seats(fold);
        progress.start("Predicting", views.size());
        Said said = Said.empty();
        for (int from = 0; from < views.size(); from += BATCH) {
            int to = Math.min(views.size(), from + BATCH);
            List<Case> cases = IntStream.range(from, to).mapToObj(views::view).toList();
            List<Prediction> answers = predictor.predict(cases);
            for (int i = from; i < to; i++) {
                Prediction answer = answers.get(i - from);
                said.put(
                        views.place(i),
                        design.targets().stream()
                                .mapToDouble(answer::probability)
                                .toArray());
            }
            progress.step(to - from);
        }
        progress.done();
        return said;
    }

    private Seats seats(int fold) {
        return seats.computeIfAbsent(fold, number -> new Seats(cohort, gaps, design.testLevels(), number));
    }

    /** Keeps what a predictor said and cost, whole or not at all. */
    public void keep(Learnt learnt, Said said, Cost cost) {
        CostFile.write(file(learnt, ".json"), cost);
        AnswersFile.write(file(learnt, ".parquet"), design.targets(), said.all());
    }

    @Override
    public Optional<Scored> of(Cell cell) {
        Learnt learnt = new Learnt(cell.entrant(), cell.train(), cell.fold());
        return has(learnt)
                ? seats(cell.fold()).at(cell.test()).map(row -> kept(learnt).at(row))
                : Optional.empty();
    }

    /** The file of a predictor; those asked last stay in memory. */
    private Kept kept(Learnt learnt) {
        Path file = file(learnt, ".parquet");
        Seats views = seats(learnt.fold());
        synchronized (read) {
            Kept kept = read.computeIfAbsent(file, path -> new Kept(path, design.targets(), views));
            long size = Math.max(1, (long) views.size() * design.targets().size());
            if (read.size() > Math.max(LEAST, MOST / size)) {
                read.remove(read.keySet().iterator().next());
            }
            return kept;
        }
    }

    @Override
    public Optional<Cost> cost(String entrant, Level train, int fold) {
        return CostFile.read(file(new Learnt(entrant, train, fold), ".json"));
    }

    private Path file(Learnt learnt, String ending) {
        return folder.resolve("fold-" + (learnt.fold() + 1))
                .resolve(learnt.train().word())
                .resolve(learnt.entrant() + ending);
    }
}

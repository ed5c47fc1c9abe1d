package org.gapwise.study.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
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
    private static final int KEPT = 4;

    private final Path folder;
    private final Design design;
    private final Cohort cohort;
    private final Gaps gaps;
    private final Map<Path, Said> read = new LinkedHashMap<>(KEPT, 0.75f, true);

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
        List<Said.Place> places = new ArrayList<>();
        List<Case> views = new ArrayList<>();
        collect(fold, places, views);
        progress.start("Predicting", views.size());
        Said said = Said.empty();
        for (int from = 0; from < views.size(); from += BATCH) {
            int to = Math.min(views.size(), from + BATCH);
            List<Prediction> answers = predictor.predict(views.subList(from, to));
            for (int i = from; i < to; i++) {
                Prediction answer = answers.get(i - from);
                said.put(
                        places.get(i),
                        design.targets().stream()
                                .mapToDouble(answer::probability)
                                .toArray());
            }
            progress.step(to - from);
        }
        progress.done();
        return said;
    }

    private void collect(int fold, List<Said.Place> places, List<Case> views) {
        Cohort whole = gaps.test(fold);
        List<Integer> rows = gaps.testRows(fold);
        Said seen = Said.empty();
        for (Level level : design.testLevels()) {
            Cohort left = at(fold, level);
            for (int i = 0; i < rows.size(); i++) {
                Case view = left.get(i);
                Said.Place place = new Said.Place(rows.get(i), Views.key(cohort.schema(), whole.get(i), view));
                if (seen.put(place, NOTHING)) {
                    places.add(place);
                    views.add(view);
                }
            }
        }
    }

    private static final double[] NOTHING = {};

    private Cohort at(int fold, Level level) {
        Cohort whole = gaps.test(fold);
        return gaps.mask(fold, level).map(whole::through).orElse(whole);
    }

    /** Keeps what a predictor said and cost, whole or not at all. */
    public void keep(Learnt learnt, Said said, Cost cost) {
        CostFile.write(file(learnt, ".json"), cost);
        AnswersFile.write(file(learnt, ".parquet"), design.targets(), said.all());
    }

    @Override
    public Optional<Scored> of(Cell cell) {
        Learnt learnt = new Learnt(cell.entrant(), cell.train(), cell.fold());
        if (!has(learnt)) {
            return Optional.empty();
        }
        Path kept = file(learnt, ".parquet");
        Said said = read.computeIfAbsent(kept, file -> Said.of(AnswersFile.read(file, design.targets())));
        if (read.size() > KEPT) {
            read.remove(read.keySet().iterator().next());
        }
        Cohort left = at(cell.fold(), cell.test());
        return Optional.of(Scored.of(new Replay(said, kept, cell.fold()), left, BATCH, Progress.silent()));
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

    /** Says again what was said. */
    private final class Replay implements Predictor {

        private final Said said;
        private final Path file;
        private final Map<String, Integer> rows = new LinkedHashMap<>();

        Replay(Said said, Path file, int fold) {
            this.said = said;
            this.file = file;
            gaps.testRows(fold).forEach(row -> rows.put(cohort.get(row).id(), row));
        }

        @Override
        public Schema schema() {
            return cohort.schema();
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            return cases.stream().map(this::again).toList();
        }

        private Prediction again(Case left) {
            Integer row = rows.get(left.id());
            if (row == null) {
                throw new IllegalArgumentException("a case of another fold");
            }
            String view = Views.key(cohort.schema(), cohort.get(row), left);
            double[] p = said.at(new Said.Place(row, view))
                    .orElseThrow(() -> new DataException(
                            "there is no answer about row " + row + " of the cohort without \"" + view + "\".",
                            file.toString(),
                            "The cohort or the study has changed since: put it back, or give another --out."));
            Map<String, Double> probabilities = new LinkedHashMap<>();
            for (int t = 0; t < p.length; t++) {
                probabilities.put(design.targets().get(t), p[t]);
            }
            return new Prediction(left.id(), probabilities, List.of(), List.of(), List.of());
        }
    }
}

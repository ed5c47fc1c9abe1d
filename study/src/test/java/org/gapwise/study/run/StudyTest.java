package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.report.study.StudyReport;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.StudyOptions;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Recipes;
import org.gapwise.study.Ward;
import org.gapwise.study.protocol.PaperProtocol;
import org.gapwise.study.protocol.Rates;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole studies with real networks, as small as they come. */
class StudyTest {

    private static final Rates RATES = new Rates(List.of(0.0, 0.5), List.of(0.0, 0.5, 1.0));
    private static final List<String> METHODS = List.of(
            "ours",
            "model-selection",
            "late-mean",
            "unimodal-clinical",
            "unimodal-frontal",
            "impute-mean",
            "trees-table");
    private static final List<String> SMALL = List.of(
            "train.epochs=1",
            "train.batch=16",
            "vision.image_size=16",
            "model.width=8",
            "model.heads=2",
            "model.feed_forward=16");
    private static final StudyOptions OPTIONS = new StudyOptions(30, 10, 0.95, 1, Optional.empty());

    @TempDir
    private Path folder;

    private static StudyPlan plan(int workers) {
        Plan ours = Plan.preset("quick").with(SMALL);
        Plan paper = StudyPlan.preset("quick")
                .recipes()
                .paper()
                .with(SMALL)
                .with(List.of("pretrain.epochs=1", "pretrain.batch=16"));
        return new StudyPlan(1, 2, 0.25, RATES, 1.5, List.of(), 30, workers, new Recipes(ours, paper));
    }

    private static Study study(Cohort cohort, List<Method> methods) {
        return study(cohort, methods, 1);
    }

    private static Study study(Cohort cohort, List<Method> methods, int workers) {
        return new Study(
                "ward", cohort, new Study.Setting(new PaperProtocol(RATES), plan(workers), methods), Optional.empty());
    }

    private static Study study(Cohort cohort, String... methods) {
        return study(cohort, Catalogue.chosen(cohort.schema(), List.of(methods)));
    }

    /** Dies when a method is to learn for the nth time. */
    private record Dying(Method method, AtomicInteger lives) implements Method {

        @Override
        public Entrant entrant(Schema schema) {
            return method.entrant(schema);
        }

        @Override
        public Predictor learn(Lesson lesson) {
            if (lives.getAndDecrement() == 0) {
                throw new IllegalStateException("the power is gone");
            }
            return method.learn(lesson);
        }
    }

    @Test
    void aStudyThatWasCutEndsAsOneThatWasNot() throws IOException {
        Cohort cohort = Ward.gappy(80, 0.1, 4);
        List<Method> methods = Catalogue.chosen(cohort.schema(), METHODS);
        Path undisturbed = folder.resolve("undisturbed");
        report(study(cohort, methods).run(undisturbed, Progress.silent()), undisturbed);

        Path cut = folder.resolve("cut");
        for (int lives : new int[] {1, 5, 9}) {
            AtomicInteger left = new AtomicInteger(lives);
            List<Method> dying = new ArrayList<>();
            methods.forEach(method -> dying.add(new Dying(method, left)));
            assertThatThrownBy(() -> study(cohort, dying).run(cut, Progress.silent()))
                    .hasMessage("the power is gone");
        }
        Map<String, FileTime> before = times(cut);
        assertThat(before.keySet().stream().filter(file -> file.endsWith(".parquet")))
                .hasSize(15);
        report(study(cohort, methods).run(cut, Progress.silent()), cut);

        assertThat(times(cut)).containsAllEntriesOf(before);
        assertThat(tables(cut)).hasSizeGreaterThan(5).isEqualTo(tables(undisturbed));
        assertThat(answers(cut)).hasSize(2 * 3 * METHODS.size()).isEqualTo(answers(undisturbed));
    }

    @Test
    void twoWorkersTrainEachNetworkOnceAndEndAsTheyWouldUndisturbed() throws IOException {
        Cohort cohort = Ward.gappy(80, 0.1, 4);
        List<Method> methods = Catalogue.chosen(cohort.schema(), METHODS);
        Path undisturbed = folder.resolve("undisturbed");
        report(study(cohort, methods, 2).run(undisturbed, Progress.silent()), undisturbed);

        Path cut = folder.resolve("cut");
        AtomicInteger left = new AtomicInteger(6);
        List<Method> dying = new ArrayList<>();
        methods.forEach(method -> dying.add(new Dying(method, left)));
        assertThatThrownBy(() -> study(cohort, dying, 2).run(cut, Progress.silent()))
                .hasMessage("the power is gone");
        report(study(cohort, methods, 2).run(cut, Progress.silent()), cut);

        assertThat(tables(cut)).hasSizeGreaterThan(5).isEqualTo(tables(undisturbed));
        assertThat(answers(cut)).hasSize(2 * 3 * METHODS.size()).isEqualTo(answers(undisturbed));
        try (Stream<Path> models = Files.list(undisturbed.resolve("models"))) {
            assertThat(models.filter(Files::isDirectory))
                    .hasSize(study(cohort, methods)
                            .left(folder.resolve("nothing"))
                            .trainings());
        }
    }

    private static void report(Answers answers, Path folder) {
        StudyReport.write(answers, OPTIONS, folder);
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndOthersMayJoin() {
        Cohort cohort = Ward.whole(60, 5);
        WorkPlan all = study(cohort, "unimodal-clinical", "trees-table").left(folder);
        assertThat(all.tasks()).isEqualTo(12);
        assertThat(all.trainings()).isEqualTo(4);
        assertThat(all.text()).contains("12 answers", "4 networks", "minutes");
        study(cohort, "unimodal-clinical").run(folder, Progress.silent());
        WorkPlan some = study(cohort, "unimodal-clinical", "trees-table").left(folder);
        assertThat(some.tasks()).isEqualTo(6);
        assertThat(some.trainings()).isZero();
        study(cohort, "unimodal-clinical", "trees-table").run(folder, Progress.silent());
        WorkPlan none = study(cohort, "unimodal-clinical", "trees-table").left(folder);
        assertThat(none.text()).contains("nothing is trained");
    }

    @Test
    void progressNamesWhatIsDone() {
        List<String> said = new ArrayList<>();
        long[] steps = {0, 0};
        study(Ward.whole(40, 5), "trees-table").run(folder, new Progress() {
            @Override
            public void start(String name, long total) {
                steps[0] = total;
            }

            @Override
            public void step(long more) {
                steps[1] += more;
            }

            @Override
            public void note(String text) {
                said.add(text);
            }

            @Override
            public void done() {}
        });
        assertThat(steps).containsExactly(6, 6);
        assertThat(said).hasSize(6).contains("trees-table, trained clinical-50.00, fold 2/2");
    }

    @Test
    void costsAreThoseOfTheNetworksAlsoWhenTheyWereThere() {
        Cohort cohort = Ward.whole(60, 5);
        Answers answers = study(cohort, "paper-unimodal-clinical", "late-mean").run(folder, Progress.silent());
        Answers.Cost alone =
                answers.cost("paper-unimodal-clinical", Level.COMPLETE, 0).orElseThrow();
        Answers.Cost fusion = answers.cost("late-mean", Level.COMPLETE, 0).orElseThrow();
        assertThat(alone.parameters()).isPositive();
        assertThat(alone.trainSeconds()).isPositive();
        assertThat(alone.caseMillis()).isPositive();
        assertThat(fusion.parameters()).isGreaterThan(alone.parameters());
    }

    @Test
    void aFindingTooRareForAFewBatchesDoesNotStopTheEstimate() {
        List<Case> cases = new ArrayList<>();
        for (Case one : Ward.whole(300, 6).cases()) {
            cases.add(one.with("septic", one.id().matches("c(28[0-9]|29[0-9])") ? Label.POSITIVE : Label.NEGATIVE));
        }
        WorkPlan work =
                study(new MemoryCohort(Ward.SCHEMA, cases), "unimodal-clinical").left(folder);
        assertThat(work.trainings()).isEqualTo(4);
        assertThat(work.seconds()).isPositive();
    }

    @Test
    void aStudyOfOtherMasksAnswersByThem() {
        Cohort cohort = Ward.whole(40, 5);
        Study first = study(cohort, "trees-table");
        Path masks = folder.resolve("masks.csv.gz");
        first.writeMasks(masks);
        Study again = new Study(
                "ward",
                cohort,
                new Study.Setting(
                        new PaperProtocol(RATES), plan(1), Catalogue.chosen(Ward.SCHEMA, List.of("trees-table"))),
                Optional.of(masks));
        Cell cell = new Cell("trees-table", Level.of("clinical", 0.5), Level.of("clinical", 0.5), 1);
        Answers drawn = first.run(folder.resolve("drawn"), Progress.silent());
        Answers read = again.run(folder.resolve("read"), Progress.silent());
        double[] expected = drawn.of(cell).orElseThrow().probabilities(0, new int[] {0, 1, 2, 3, 4});
        assertThat(read.of(cell).orElseThrow().probabilities(0, new int[] {0, 1, 2, 3, 4}))
                .isEqualTo(expected);
        assertThat(read.of(cell).orElseThrow().presence(0))
                .isEqualTo(drawn.of(cell).orElseThrow().presence(0));
    }

    private static Map<String, FileTime> times(Path folder) {
        Map<String, FileTime> times = new TreeMap<>();
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            if (name.startsWith("models") || name.startsWith("answers")) {
                times.put(name, time(file));
            }
        }
        return times;
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> tables(Path folder) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        for (Path file : files(folder.resolve("tables"))) {
            if (!String.valueOf(file.getFileName()).startsWith("cost")) {
                tables.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return tables;
    }

    private static Map<String, String> answers(Path folder) {
        Map<String, String> answers = new TreeMap<>();
        for (Path file : files(folder.resolve("answers"))) {
            if (file.toString().endsWith(".parquet")) {
                answers.put(folder.relativize(file).toString(), Sha256.of(file));
            }
        }
        return answers;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gapwise.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.Target;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Answers.Cost;
import org.gapwise.evaluate.study.Design;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.Ward;
import org.gapwise.study.protocol.Folding;
import org.gapwise.study.protocol.Gaps;
import org.gapwise.study.protocol.MechanismsProtocol;
import org.gapwise.study.protocol.PaperProtocol;
import org.gapwise.study.protocol.Protocol;
import org.gapwise.study.protocol.Rates;
import org.gapwise.study.protocol.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerStoreTest {

    private static final int FOLDS = 2;
    private static final Rates RATES = new Rates(List.of(0.0, 0.5), List.of(0.0, 0.4, 0.7, 1.0));
    private static final AnswerStore.Learnt OURS = new AnswerStore.Learnt("ours", Level.COMPLETE, 0);
    private static final Cost COST = new Cost(12, 3.5, 0.25, OptionalDouble.of(100));

    @TempDir
    private Path folder;

    /** A store over a cohort, with all that it stands on. */
    private record Desk(Cohort cohort, Design design, Gaps gaps, AnswerStore store) {

        static Desk of(Cohort cohort, Protocol protocol, Path folder) {
            Schema schema = cohort.schema();
            List<Trial> trials = protocol.trials(schema);
            Design design = new Design(
                    "ward",
                    protocol.id(),
                    schema.targetNames(),
                    List.of("clinical", "frontal"),
                    List.of(new Entrant("ours", "Ours", Entrant.Family.OURS, "", List.of())),
                    trials.stream().map(Trial::arm).toList(),
                    FOLDS);
            Gaps gaps = Gaps.draw(cohort, trials, new Folding(FOLDS, 0.2, 3));
            return new Desk(cohort, design, gaps, new AnswerStore(folder, design, cohort, gaps));
        }

        Cohort seen(int fold, Level level) {
            Cohort test = gaps.test(fold);
            return gaps.mask(fold, level).map(test::through).orElse(test);
        }

        Attentive keep(AnswerStore.Learnt learnt) {
            Attentive attentive = new Attentive(cohort.schema());
            store.keep(learnt, store.ask(attentive, learnt.fold(), Progress.silent()), COST);
            return attentive;
        }
    }

    private Desk paper(Cohort cohort) {
        return Desk.of(cohort, new PaperProtocol(RATES), folder);
    }

    @Test
    void everyCellSaysWhatThePredictorSaysOfTheMaskedCohort() {
        Cohort cohort = Ward.gappy(60, 0.2, 1);
        for (Protocol protocol : List.of(new PaperProtocol(RATES), new MechanismsProtocol(RATES, 1.5))) {
            Desk desk = Desk.of(cohort, protocol, folder.resolve(protocol.id()));
            for (int fold = 0; fold < FOLDS; fold++) {
                AnswerStore.Learnt learnt = new AnswerStore.Learnt("ours", Level.of("clinical", 0.5), fold);
                desk.keep(learnt);
                // Another object reads the files, so nothing comes from memory.
                Answers again = new AnswerStore(folder.resolve(protocol.id()), desk.design, cohort, desk.gaps);
                for (Level level : desk.design.testLevels()) {
                    Scored direct =
                            Scored.of(new Attentive(cohort.schema()), desk.seen(fold, level), 7, Progress.silent());
                    Scored stored = again.of(new Cell("ours", learnt.train(), level, fold))
                            .orElseThrow();
                    same(stored, direct);
                }
            }
        }
    }

    private static void same(Scored stored, Scored direct) {
        stored.sameCasesAs(direct);
        assertThat(stored.size()).isEqualTo(direct.size());
        for (int row = 0; row < direct.size(); row++) {
            assertThat(stored.presence(row)).isEqualTo(direct.presence(row));
            for (int target = 0; target < direct.targets().size(); target++) {
                assertThat(stored.probability(target, row)).isEqualTo(direct.probability(target, row));
            }
        }
    }

    @Test
    void equalViewsAreAskedOnce() {
        Desk desk = paper(Ward.gappy(60, 0.2, 1));
        Attentive attentive = desk.keep(OURS);
        List<String> wanted = desk.design.testLevels().stream()
                .flatMap(level -> desk.seen(0, level).cases().stream())
                .map(one -> one.id()
                        + one.numbers()
                        + one.categories()
                        + one.images().keySet())
                .distinct()
                .toList();
        assertThat(attentive.asked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(attentive.asked.size()).isLessThan(desk.gaps.test(0).size() * 3 + 1);
    }

    @Test
    void theOrderInWhichViewsWereAskedDoesNotReachTheFile() throws IOException {
        Desk desk = paper(Ward.whole(40, 1));
        desk.keep(OURS);
        byte[] once = Files.readAllBytes(file(".parquet"));
        Files.delete(file(".parquet"));
        desk.keep(OURS);
        assertThat(Files.readAllBytes(file(".parquet"))).isEqualTo(once);
    }

    @Test
    void whatWasNotRunIsNotThere() {
        Desk desk = paper(Ward.whole(40, 1));
        assertThat(desk.store.has(OURS)).isFalse();
        assertThat(desk.store.of(new Cell("ours", Level.COMPLETE, Level.COMPLETE, 0)))
                .isEmpty();
        assertThat(desk.store.cost("ours", Level.COMPLETE, 0)).isEmpty();
        desk.keep(OURS);
        assertThat(desk.store.has(OURS)).isTrue();
        assertThat(desk.store.has(new AnswerStore.Learnt("ours", Level.COMPLETE, 1)))
                .isFalse();
        assertThat(desk.store.of(new Cell("ours", Level.of("clinical", 0.5), Level.COMPLETE, 0)))
                .isEmpty();
        assertThat(desk.store.of(new Cell("zeros", Level.COMPLETE, Level.COMPLETE, 0)))
                .isEmpty();
    }

    @Test
    void aHalfWrittenFileIsNoAnswer() throws IOException {
        Desk desk = paper(Ward.whole(40, 1));
        desk.keep(OURS);
        byte[] whole = Files.readAllBytes(file(".parquet"));
        Files.delete(file(".parquet"));
        Path part = file(".parquet.part");
        Files.write(part, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(desk.store.has(OURS)).isFalse();
        desk.keep(OURS);
        assertThat(file(".parquet")).hasBinaryContent(whole);
        assertThat(part).doesNotExist();
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Desk desk = paper(Ward.whole(40, 1));
        desk.keep(OURS);
        byte[] whole = Files.readAllBytes(file(".parquet"));
        for (int length : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
            Files.write(file(".parquet"), java.util.Arrays.copyOf(whole, length));
            refused(desk, "--resume");
        }
        byte[] blank = whole.clone();
        java.util.Arrays.fill(blank, 4, blank.length / 2, (byte) 0x55);
        Files.write(file(".parquet"), blank);
        refused(desk, "--resume");
    }

    private static void refused(Desk desk, String fix) {
        assertThatThrownBy(() -> desk.store.of(new Cell("ours", Level.COMPLETE, Level.COMPLETE, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ours.parquet")
                .hasMessageContaining(fix);
    }

    @Test
    void answersOfAnotherStudyAreNamedToo() {
        paper(Ward.whole(40, 1)).keep(OURS);
        Desk more = paper(Ward.whole(80, 2));
        refused(more, "another --out");
    }

    @Test
    void oddNamesOfTargetsComeBack() {
        List<String> odd = List.of(
                "case", "View", "view", "VIEW", "view 2", "it's", "\"quoted\"", "a b, c;d", "\u5f71 \u00e9", "%s{}\\");
        Cohort plain = Ward.whole(24, 1);
        Schema schema = new Schema(
                "ward.csv",
                "id",
                plain.schema().groupKey(),
                plain.schema().modalities(),
                odd.stream().map(Target::new).toList());
        Desk desk = paper(new MemoryCohort(schema, plain.cases()));
        desk.keep(OURS);
        Scored stored = new AnswerStore(folder, desk.design, desk.cohort, desk.gaps)
                .of(new Cell("ours", Level.COMPLETE, Level.of("frontal", 0.4), 0))
                .orElseThrow();
        same(stored, Scored.of(new Attentive(schema), desk.seen(0, Level.of("frontal", 0.4)), 64, Progress.silent()));
        assertThat(stored.targets()).isEqualTo(odd);
    }

    @Test
    void whatItCostIsKept() {
        Desk desk = paper(Ward.whole(40, 1));
        desk.keep(OURS);
        assertThat(desk.store.cost("ours", Level.COMPLETE, 0)).contains(COST);
        Said said = desk.store.ask(new Attentive(Ward.SCHEMA), 1, Progress.silent());
        Cost blind = new Cost(0, 0.5, 0.125, OptionalDouble.empty());
        desk.store.keep(new AnswerStore.Learnt("ours", Level.COMPLETE, 1), said, blind);
        assertThat(desk.store.cost("ours", Level.COMPLETE, 1)).contains(blind);
    }

    @Test
    void manyFilesAreReadInTurn() {
        Desk desk = paper(Ward.whole(40, 1));
        List<AnswerStore.Learnt> all = IntStream.range(0, 7)
                .mapToObj(i -> new AnswerStore.Learnt("m" + i, Level.COMPLETE, 1))
                .toList();
        all.forEach(desk::keep);
        for (int round = 0; round < 2; round++) {
            assertThat(all).allSatisfy(learnt -> assertThat(
                            desk.store.of(new Cell(learnt.entrant(), Level.COMPLETE, Level.COMPLETE, 1)))
                    .isPresent());
        }
    }

    @Test
    void severalThreadsAskAtOnce() {
        Cohort cohort = Ward.gappy(60, 0.2, 1);
        Desk desk = Desk.of(cohort, new MechanismsProtocol(RATES, 1.5), folder);
        List<Cell> cells = new ArrayList<>();
        for (int method = 0; method < 12; method++) {
            for (int fold = 0; fold < FOLDS; fold++) {
                desk.keep(new AnswerStore.Learnt("m" + method, Level.COMPLETE, fold));
                for (Level level : desk.design.testLevels()) {
                    cells.add(new Cell("m" + method, Level.COMPLETE, level, fold));
                }
            }
        }
        Answers fresh = new AnswerStore(folder, desk.design, cohort, desk.gaps);
        List<Scored> stored =
                cells.parallelStream().map(cell -> fresh.of(cell).orElseThrow()).toList();
        for (int i = 0; i < cells.size(); i++) {
            Cohort seen = desk.seen(cells.get(i).fold(), cells.get(i).test());
            same(stored.get(i), Scored.of(new Attentive(cohort.schema()), seen, 7, Progress.silent()));
        }
    }

    @Test
    void aFileIsReadOnceForAllLevels() throws IOException {
        Desk desk = paper(Ward.gappy(60, 0.2, 1));
        desk.keep(OURS);
        Cell complete = new Cell("ours", Level.COMPLETE, Level.COMPLETE, 0);
        Answers fresh = new AnswerStore(folder, desk.design, desk.cohort, desk.gaps);
        assertThat(fresh.of(complete)).isPresent();
        Files.write(file(".parquet"), new byte[3]);
        for (Level level : desk.design.testLevels()) {
            same(
                    fresh.of(new Cell("ours", Level.COMPLETE, level, 0)).orElseThrow(),
                    Scored.of(new Attentive(Ward.SCHEMA), desk.seen(0, level), 7, Progress.silent()));
        }
    }

    private Path file(String ending) {
        return folder.resolve("fold-1/complete/ours" + ending);
    }
}

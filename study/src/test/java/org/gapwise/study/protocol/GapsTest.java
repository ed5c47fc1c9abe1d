package org.gapwise.study.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.missingness.Mask;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.Ward;
import org.junit.jupiter.api.Test;

class GapsTest {

    private static final int FOLDS = 3;
    private static final Rates RATES = new Rates(List.of(0.0, 0.5, 0.75), List.of(0.0, 0.25, 0.5, 1.0));
    private static final Cohort COHORT = Ward.gappy(120, 0.1, 5);
    private static final Level HALF = Level.of("clinical", 0.5);

    private final Gaps gaps = gaps(new PaperProtocol(RATES), 7);

    private static Gaps gaps(Protocol protocol, long seed) {
        return Gaps.draw(COHORT, protocol.trials(Ward.SCHEMA), new Folding(FOLDS, 0.2, seed));
    }

    private static List<Level> testLevels() {
        List<Level> levels = new ArrayList<>();
        for (String arm : List.of("clinical", "frontal")) {
            RATES.test().stream().filter(rate -> rate > 0).forEach(rate -> levels.add(Level.of(arm, rate)));
        }
        return levels;
    }

    @Test
    void testPartsOfTheFoldsPartitionTheCohort() {
        List<Integer> tested = new ArrayList<>();
        IntStream.range(0, FOLDS).forEach(fold -> tested.addAll(gaps.testRows(fold)));
        assertThat(gaps.folds()).isEqualTo(FOLDS);
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, COHORT.size()).boxed().toList());
    }

    @Test
    void noTestCaseAndNoPatientOfOneIsAmongThoseWhoLearn() {
        for (int fold = 0; fold < FOLDS; fold++) {
            for (Level level : List.of(Level.COMPLETE, HALF, Level.of("frontal", 0.75))) {
                Cohort learning = gaps.learning(fold, level);
                assertThat(ids(learning.cases()))
                        .doesNotContainAnyElementsOf(ids(gaps.test(fold).cases()));
                assertThat(groups(learning.cases()))
                        .doesNotContainAnyElementsOf(groups(gaps.test(fold).cases()));
                assertThat(learning.size() + gaps.test(fold).size()).isEqualTo(COHORT.size());
            }
        }
    }

    @Test
    void whoValidatesDoesNotTrainNorDoesAnybodyOfTheSamePatient() {
        for (int fold = 0; fold < FOLDS; fold++) {
            Cohort learning = gaps.learning(fold, Level.COMPLETE);
            assertThat(gaps.split(fold).indices(Part.TEST)).isEmpty();
            Cohort train = gaps.split(fold).of(learning, Part.TRAIN);
            Cohort valid = gaps.split(fold).of(learning, Part.VALID);
            assertThat(valid.size()).isBetween(learning.size() / 10, learning.size() / 3);
            assertThat(train.size() + valid.size()).isEqualTo(learning.size());
            assertThat(groups(train.cases())).doesNotContainAnyElementsOf(groups(valid.cases()));
        }
    }

    @Test
    void theSameSeedGivesTheSameMasksAndAnotherDoesNot() {
        Gaps again = gaps(new PaperProtocol(RATES), 7);
        Gaps other = gaps(new PaperProtocol(RATES), 8);
        for (int fold = 0; fold < FOLDS; fold++) {
            assertThat(again.testRows(fold)).isEqualTo(gaps.testRows(fold)).isNotEqualTo(other.testRows(fold));
            assertThat(again.learning(fold, HALF).cases())
                    .isEqualTo(gaps.learning(fold, HALF).cases());
            for (Level level : testLevels()) {
                assertThat(again.mask(fold, level)).isPresent().isEqualTo(gaps.mask(fold, level));
            }
        }
    }

    @Test
    void masksDoNotDependOnWhichOtherRatesAreAsked() {
        Gaps fewer = gaps(new PaperProtocol(new Rates(List.of(0.0, 0.75), List.of(0.0, 0.5))), 7);
        assertThat(fewer.mask(1, HALF)).isPresent().isEqualTo(gaps.mask(1, HALF));
        Level most = Level.of("frontal", 0.75);
        assertThat(fewer.learning(1, most).cases())
                .isEqualTo(gaps.learning(1, most).cases());
    }

    @Test
    void whatIsGoneAtARateIsGoneAtEveryHigherRate() {
        for (Protocol protocol : List.of(new PaperProtocol(RATES), new MechanismsProtocol(RATES, 1.5))) {
            Gaps some = gaps(protocol, 7);
            for (Trial trial : protocol.trials(Ward.SCHEMA)) {
                String arm = trial.arm().id();
                nested(arm, mask(some, Level.of(arm, 0.25)), mask(some, Level.of(arm, 0.5)));
                nested(arm, mask(some, Level.of(arm, 0.5)), mask(some, Level.of(arm, 1)));
            }
        }
    }

    private static void nested(String arm, Mask less, Mask more) {
        assertThat(less.cases())
                .allSatisfy(id -> assertThat(more.taken(id)).as(arm).containsAll(less.taken(id)));
    }

    @Test
    void halfOfThoseWhoLearnAndOfThoseWhoAreAskedLoseTheTable() {
        Mask mask = mask(gaps, HALF);
        int test = gaps.test(0).size();
        assertThat(mask.cases().stream().filter(id -> !mask.taken(id).isEmpty()))
                .hasSize(test / 2);
        Cohort plain = gaps.learning(0, Level.COMPLETE);
        Cohort left = gaps.learning(0, HALF);
        long bare = left.cases().stream().filter(one -> one.numbers().isEmpty()).count();
        long before =
                plain.cases().stream().filter(one -> one.numbers().isEmpty()).count();
        assertThat(bare).isBetween((long) plain.size() / 2, plain.size() / 2 + before);
    }

    @Test
    void nothingIsTakenWhereNothingIsToBeTaken() {
        assertThat(gaps.mask(0, Level.COMPLETE)).isEmpty();
        List<Case> learning = gaps.learning(0, Level.COMPLETE).cases();
        assertThat(learning).allSatisfy(one -> assertThat(COHORT.cases()).contains(one));
    }

    @Test
    void onlyWhoLostNothingHasAChanceOfHavingKeptAll() {
        Gaps some = gaps(new MechanismsProtocol(RATES, 1.5), 7);
        Level level = Level.of("mnar-modality-clinical", 0.5);
        Mask mask = mask(some, level);
        Set<Double> chances = new HashSet<>();
        for (int row = 0; row < some.testRows(0).size(); row++) {
            String id = some.test(0).get(row).id();
            OptionalDouble kept = some.kept(level, 0, row);
            assertThat(kept.isPresent()).isEqualTo(mask.taken(id).isEmpty());
            kept.ifPresent(chances::add);
            assertThat(kept.isEmpty() || kept.equals(mask.kept(id))).isTrue();
        }
        assertThat(chances).hasSizeGreaterThan(1).allSatisfy(chance -> assertThat(chance)
                .isBetween(0.0, 1.0));
        assertThat(some.kept(Level.COMPLETE, 0, 0)).isEmpty();
    }

    private static Mask mask(Gaps gaps, Level level) {
        Optional<Mask> mask = gaps.mask(0, level);
        assertThat(mask).as(level.word()).isPresent();
        return mask.orElseThrow();
    }

    private static List<String> ids(List<Case> cases) {
        return cases.stream().map(Case::id).toList();
    }

    private static List<String> groups(List<Case> cases) {
        return cases.stream().map(Case::group).toList();
    }
}

package org.gapwise.core.missingness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.junit.jupiter.api.Test;

class MissingnessTest {

    private static final List<Double> RATES = List.of(0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0);

    private static final List<Grain> GRAINS = List.of(
            new Grain.Cells("labs"),
            new Grain.Columns("labs"),
            new Grain.Whole("labs"),
            new Grain.Whole("chest"),
            new Grain.Together(List.of("labs", "chest")),
            new Grain.Apart(List.of("labs", "chest", "person")));

    private static final List<Mechanism> MECHANISMS = List.of(
            Mechanism.mcar(),
            Mechanism.mar(2),
            Mechanism.mar("age", 2),
            Mechanism.mar("sex", -1),
            Mechanism.mar("crp", 2),
            Mechanism.mnar(new Hidden.Itself(), 2),
            Mechanism.mnar(new Hidden.Value("lactate"), 2),
            Mechanism.mnar(new Hidden.Outcome("sick"), 2),
            Mechanism.mnar(new Hidden.Positives(), 2));

    private static List<Missingness> all(long seed) {
        List<Missingness> all = new ArrayList<>();
        for (Grain grain : GRAINS) {
            for (Mechanism mechanism : MECHANISMS) {
                Missingness missingness = new Missingness(grain, mechanism, seed);
                if (missingness.obstacle(Toy.SCHEMA).isEmpty()) {
                    all.add(missingness);
                }
            }
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(37);
        return all;
    }

    /** Cases that lose a thing, by thing. */
    private static Map<String, Long> counts(Mask mask) {
        return mask.cases().stream()
                .flatMap(id -> mask.taken(id).stream())
                .collect(Collectors.groupingBy(thing -> thing, Collectors.counting()));
    }

    @Test
    void ratesAreExact() {
        Cohort cohort = Toy.cohort(401, 1);
        for (Missingness missingness : all(1)) {
            List<Mask> masks = missingness.draw(cohort, RATES);
            Grain grain = missingness.grain();
            List<String> spared = missingness.mechanism().spared(Toy.SCHEMA, grain, 1);
            long losable = grain.features(Toy.SCHEMA).stream()
                    .filter(f -> !spared.contains(f))
                    .count();
            boolean columns = grain instanceof Grain.Columns;
            long things = grain.inParts() ? losable : grain.modalities().size();
            for (int r = 0; r < RATES.size(); r++) {
                long lost = (long) Math.floor(RATES.get(r) * 401 + 1e-9);
                long gone = columns ? (long) Math.floor(RATES.get(r) * losable + 1e-9) : lost == 0 ? 0 : things;
                assertThat(counts(masks.get(r)).values())
                        .as(missingness + " at " + RATES.get(r))
                        .hasSize((int) gone)
                        .allMatch(count -> count == (columns ? 401 : lost));
            }
        }
    }

    @Test
    void whatIsLostAtARateIsLostAtEveryHigherRate() {
        Cohort cohort = Toy.cohort(300, 4);
        for (Missingness missingness : all(4)) {
            List<Mask> masks = missingness.draw(cohort, RATES);
            for (String id : masks.get(0).cases()) {
                for (int r = 1; r < masks.size(); r++) {
                    assertThat(masks.get(r).taken(id))
                            .containsAll(masks.get(r - 1).taken(id));
                }
            }
        }
    }

    @Test
    void masksAreTheSameInEveryRunAndWhateverTheOrderOfTheCohort() {
        MemoryCohort cohort = Toy.cohort(300, 5);
        List<Case> shuffled = new ArrayList<>(cohort.cases());
        Collections.shuffle(shuffled, new Random(1));
        for (Missingness missingness : all(5)) {
            List<Mask> masks = missingness.draw(cohort, RATES);
            assertThat(missingness.draw(Toy.cohort(300, 5), RATES)).isEqualTo(masks);
            assertThat(missingness.draw(new MemoryCohort(Toy.SCHEMA, shuffled), RATES))
                    .isEqualTo(masks);
            assertThat(missingness.draw(cohort, List.of(0.5)).get(0)).isEqualTo(masks.get(3));
        }
        assertThat(all(6).get(0).draw(cohort, RATES)).isNotEqualTo(all(5).get(0).draw(cohort, RATES));
    }

    @Test
    void aMaskOnlyTakesAwayAndReadsNoPicture() {
        Cohort cohort = Toy.cohort(200, 6);
        for (Missingness missingness : all(6)) {
            Mask mask = missingness.draw(cohort, List.of(0.5)).get(0);
            Cohort less = cohort.through(mask);
            assertThat(less.size()).isEqualTo(cohort.size());
            for (int i = 0; i < cohort.size(); i++) {
                Case whole = cohort.get(i);
                Case left = less.get(i);
                assertThat(whole.numbers().entrySet())
                        .containsAll(left.numbers().entrySet());
                assertThat(whole.categories().entrySet())
                        .containsAll(left.categories().entrySet());
                assertThat(List.of(left.id(), left.group(), left.labels()))
                        .isEqualTo(List.of(whole.id(), whole.group(), whole.labels()));
                Set<String> taken = mask.taken(whole.id());
                assertThat(left.numbers().containsKey("lactate"))
                        .isEqualTo(whole.numbers().containsKey("lactate")
                                && !taken.contains("labs")
                                && !taken.contains("labs/lactate"));
                assertThat(left.images().containsKey("chest"))
                        .isEqualTo(whole.images().containsKey("chest") && !taken.contains("chest"));
            }
        }
    }

    @Test
    void aModalityLostAtRandomIsLostByTheSmallestDraws() {
        Cohort cohort = Toy.cohort(201, 7);
        Mask mask = new Missingness(new Grain.Whole("chest"), Mechanism.mcar(), 42)
                .draw(cohort, List.of(0.25))
                .get(0);
        List<String> smallest = cohort.cases().stream()
                .map(Case::id)
                .sorted(Comparator.comparingLong(id -> Seeds.mix(42, "mcar/chest/" + id)))
                .limit(50)
                .toList();
        assertThat(mask.cases())
                .filteredOn(id -> !mask.taken(id).isEmpty())
                .containsExactlyInAnyOrderElementsOf(smallest);
    }

    @Test
    void nobodyIsEmptiedWhileOthersHaveSomethingToLose() {
        Cohort cohort = Toy.cohort(400, 8);
        Grain apart = new Grain.Apart(List.of("labs", "chest", "person"));
        List<Mask> masks = new Missingness(apart, Mechanism.mcar(), 8).draw(cohort, List.of(0.5, 1.0));
        assertThat(emptied(cohort.through(masks.get(0)))).isZero();
        assertThat(emptied(cohort.through(masks.get(1)))).isEqualTo(400);
        Cohort some = cohort.each(c -> c.id().hashCode() % 2 == 0 ? c : Removal.of(Set.of("age", "sex"), c));
        Grain together = new Grain.Together(List.of("labs", "chest"));
        List<Mask> both = new Missingness(together, Mechanism.mar("age", 1), 8).draw(some, List.of(0.4, 0.8));
        assertThat(emptied(some.through(both.get(0)))).isZero();
        assertThat(emptied(some.through(both.get(1)))).isPositive();
    }

    private static long emptied(Cohort cohort) {
        return cohort.cases().stream()
                .filter(c -> Toy.SCHEMA.modalities().stream().noneMatch(c::has))
                .count();
    }

    @Test
    void theInverseOfTheKeptProbabilityWeighsTheUntouchedUpToAll() {
        Cohort cohort = Toy.cohort(8000, 9);
        Missingness mnar = new Missingness(new Grain.Whole("labs"), Mechanism.mnar(new Hidden.Value("lactate"), 1), 9);
        Mask mask = mnar.draw(cohort, List.of(0.5)).get(0);
        double weights = 0;
        double weighted = 0;
        double plain = 0;
        double all = 0;
        for (Case one : cohort.cases()) {
            double value = one.numbers().getOrDefault("lactate", 0.0);
            boolean kept = mask.taken(one.id()).isEmpty();
            double weight = kept ? 1 / mask.kept(one.id()).orElseThrow() : 0;
            weights += weight;
            weighted += weight * value;
            plain += kept ? value / 4000 : 0;
            all += value / 8000;
        }
        assertThat(weights).isCloseTo(8000, within(400.0));
        assertThat(plain).isLessThan(all - 0.3);
        assertThat(weighted / weights).isCloseTo(all, within(0.06));
    }

    @Test
    void whatCannotBeIsRefused() {
        Cohort cohort = Toy.cohort(20, 1);
        assertThatThrownBy(() -> draw(cohort, new Grain.Whole("labs"), Mechanism.mar("crp", 1), 0.5))
                .hasMessageContaining("crp");
        assertThatThrownBy(() -> draw(cohort, new Grain.Cells("chest"), Mechanism.mcar(), 0.5))
                .hasMessageContaining("no table");
        assertThatThrownBy(() -> draw(cohort, new Grain.Whole("chest"), Mechanism.mcar(), 1.5))
                .hasMessageContaining("1.5");
        Mask mask = Mask.of(Toy.SCHEMA, Map.of("somebody", Set.of("chest")));
        assertThatThrownBy(() -> cohort.through(mask).get(0)).hasMessageContaining("other cases");
    }

    private static List<Mask> draw(Cohort cohort, Grain grain, Mechanism mechanism, double rate) {
        return new Missingness(grain, mechanism, 1).draw(cohort, List.of(rate));
    }
}

package org.gapwise.core.missingness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.missingness.Dependence.Verdict;
import org.gapwise.core.schema.Feature;
import org.junit.jupiter.api.Test;

class MechanismTest {

    private static final int SETS = 100;
    private static final int CASES = 1500;
    private static final List<Double> RATES = List.of(0.25, 0.5);

    private static final Map<Verdict, List<Mechanism>> MECHANISMS = Map.of(
            Verdict.MCAR,
            List.of(Mechanism.mcar(), Mechanism.mar("age", 0), Mechanism.mnar(new Hidden.Itself(), 0)),
            Verdict.MAR,
            List.of(Mechanism.mar(1.5), Mechanism.mar("age", -1.5), Mechanism.mar("sex", 1.5)),
            Verdict.MNAR,
            List.of(
                    Mechanism.mnar(new Hidden.Itself(), 1.5),
                    Mechanism.mnar(new Hidden.Value("lactate"), -1.5),
                    Mechanism.mnar(new Hidden.Outcome("sick"), 1.5),
                    Mechanism.mnar(new Hidden.Positives(), 1.5)));

    private static final List<Grain> GRAINS = List.of(
            new Grain.Cells("labs"),
            new Grain.Whole("labs"),
            new Grain.Whole("chest"),
            new Grain.Together(List.of("labs", "chest")),
            new Grain.Apart(List.of("labs", "chest")));

    /** Everything a loss could depend on, divided by what the grain takes. */
    private static Dependence dependence(Cohort cohort, Missingness missingness) {
        List<String> spared = missingness.mechanism() instanceof Mechanism.Mar mar
                ? mar.spared(cohort.schema(), missingness.grain(), missingness.seed())
                : List.of();
        List<String> lost = missingness.grain().features(cohort.schema()).stream()
                .filter(feature -> !spared.contains(feature))
                .toList();
        List<String> stays = cohort.schema().features().stream()
                .map(Feature::name)
                .filter(name -> !lost.contains(name))
                .toList();
        return new Dependence(
                cohort,
                stays,
                Stream.concat(lost.stream(), cohort.schema().targetNames().stream())
                        .toList());
    }

    private static BitSet losing(Cohort cohort, Mask mask, String thing) {
        BitSet lost = new BitSet();
        for (int i = 0; i < cohort.size(); i++) {
            lost.set(i, mask.taken(cohort.get(i).id()).contains(thing));
        }
        return lost;
    }

    @Test
    void inAHundredSetsTheLossDependsOnWhatItSaysAndNothingElse() {
        int judged = 0;
        for (int set = 0; set < SETS; set++) {
            Cohort cohort = Toy.cohort(CASES, set);
            for (Map.Entry<Verdict, List<Mechanism>> entry : MECHANISMS.entrySet()) {
                for (Mechanism mechanism : entry.getValue()) {
                    Missingness missingness = new Missingness(GRAINS.get(set % GRAINS.size()), mechanism, set);
                    if (missingness.obstacle(cohort.schema()).isEmpty()) {
                        judged += judged(cohort, missingness, RATES.get(set % RATES.size()), entry.getKey());
                    }
                }
            }
        }
        assertThat(judged).isGreaterThan(12 * SETS);
    }

    /** Every thing that goes has to go for this reason; gives their number. */
    private static int judged(Cohort cohort, Missingness missingness, double rate, Verdict verdict) {
        Mask mask = missingness.draw(cohort, List.of(rate)).get(0);
        Dependence dependence = dependence(cohort, missingness);
        List<String> things = things(mask);
        for (String thing : things) {
            assertThat(dependence.of(losing(cohort, mask, thing)))
                    .as(missingness + ", " + thing)
                    .isEqualTo(verdict);
        }
        return things.size();
    }

    private static List<String> things(Mask mask) {
        return mask.cases().stream()
                .flatMap(id -> mask.taken(id).stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aLossThatIsNotWhatItClaimsIsCaught() {
        Grain labs = new Grain.Whole("labs");
        for (int set = 0; set < SETS; set++) {
            Cohort cohort = Toy.cohort(CASES, set);
            Dependence dependence = dependence(cohort, new Missingness(labs, Mechanism.mcar(), set));
            assertThat(dependence.of(planted(cohort, set, one -> 0))).isEqualTo(Verdict.MCAR);
            assertThat(dependence.of(
                            planted(cohort, set, one -> one.numbers().getOrDefault("age", 60.0) > 60 ? 0.2 : -0.2)))
                    .isEqualTo(Verdict.MAR);
            assertThat(dependence.of(
                            planted(cohort, set, one -> one.numbers().getOrDefault("crp", 0.0) > 0 ? 0.2 : -0.2)))
                    .isEqualTo(Verdict.MNAR);
            assertThat(dependence.of(
                            planted(cohort, set, one -> one.labels().toString().contains("old=POS") ? 0.3 : 0)))
                    .isEqualTo(Verdict.MNAR);
        }
    }

    /** Loses with a probability of 0.4 and what a case adds to it. */
    private static BitSet planted(Cohort cohort, int seed, ToDoubleFunction<Case> more) {
        BitSet lost = new BitSet();
        for (int i = 0; i < cohort.size(); i++) {
            lost.set(i, Seeds.of(seed, "planted", i).nextDouble() < 0.4 + more.applyAsDouble(cohort.get(i)));
        }
        return lost;
    }

    @Test
    void theKeptProbabilitiesAddUpToTheUntouched() {
        Cohort cohort = Toy.cohort(3000, 11).each(MechanismTest::poorer);
        List<Grain> grains = new ArrayList<>(GRAINS);
        grains.add(new Grain.Apart(List.of("labs", "person", "chest")));
        for (Grain grain : grains) {
            for (Mechanism mechanism :
                    MECHANISMS.values().stream().flatMap(List::stream).toList()) {
                Missingness missingness = new Missingness(grain, mechanism, 11);
                if (missingness.obstacle(cohort.schema()).isEmpty()) {
                    for (Mask mask : missingness.draw(cohort, List.of(0.1, 0.3, 0.5, 0.8))) {
                        assertThat(kept(mask)).as(missingness.toString()).isCloseTo(untouched(mask), within(0.03));
                    }
                }
            }
        }
    }

    /** A third of the cases have less: no person where there is a picture. */
    private static Case poorer(Case one) {
        boolean poor = one.id().hashCode() % 3 == 0 && one.images().containsKey("chest");
        return poor ? Removal.of(Toy.SCHEMA.modality("person"), one) : one;
    }

    private static double kept(Mask mask) {
        return mask.cases().stream()
                .mapToDouble(id -> mask.kept(id).orElseThrow())
                .average()
                .orElseThrow();
    }

    private static double untouched(Mask mask) {
        return mask.cases().stream().filter(id -> mask.taken(id).isEmpty()).count()
                / (double) mask.cases().size();
    }
}

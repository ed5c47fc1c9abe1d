package org.gapwise.study.impute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every imputer. */
class FillingTest {

    static List<Imputer> imputers() {
        return List.of(new MeanImputer(), new NearestImputer(5), new ChainedImputer(3, 1));
    }

    @ParameterizedTest
    @MethodSource("imputers")
    void everyGapIsFilledAndWhatWasMeasuredStays(Imputer imputer) {
        for (long seed = 0; seed < 10; seed++) {
            Filling filling = Filling.fit(imputer, cohort(Toy.cases(60, 0.5, seed)));
            List<Case> gappy = new ArrayList<>(Toy.cases(60, 0.5, seed + 100));
            gappy.add(Case.of("empty"));
            gappy.add(Case.of("odd").with("kind", "a level nobody listed").with("x", 1e9));
            for (Case one : gappy) {
                Case filled = filling.fill(one);
                assertThat(filled.numbers()).as("seed " + seed).containsOnlyKeys("x", "y", "never");
                assertThat(filled.numbers()).containsAllEntriesOf(one.numbers());
                assertThat(filled.categories()).containsOnlyKeys("kind").containsAllEntriesOf(one.categories());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("imputers")
    void theOrderOfTheTrainingCasesChangesNoBit(Imputer imputer) {
        List<Case> shuffled = new ArrayList<>(Toy.cases(80, 0.4, 3));
        Collections.shuffle(shuffled, new Random(5));
        Filling one = Filling.fit(imputer, cohort(Toy.cases(80, 0.4, 3)));
        Filling other = Filling.fit(imputer, cohort(shuffled));
        for (Case gappy : Toy.cases(40, 0.5, 4)) {
            assertThat(other.fill(gappy)).isEqualTo(one.fill(gappy));
        }
    }

    @ParameterizedTest
    @MethodSource("imputers")
    void aCaseIsFilledTheSameAloneAndAmongOthers(Imputer imputer) {
        Filling filling = Filling.fit(imputer, cohort(Toy.cases(80, 0.4, 3)));
        Cohort all = cohort(Toy.cases(40, 0.5, 4)).through(filling);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).isEqualTo(filling.fill(Toy.cases(40, 0.5, 4).get(i)));
        }
    }

    @Test
    void picturesStayAsTheyAre() {
        Filling filling = Filling.fit(new MeanImputer(), cohort(Toy.cases(5, 0.4, 3)));
        Case pictured = Case.of("p").with("frontal", size -> new Pixels(1, size, size, new byte[size * size]));
        assertThat(filling.fill(pictured).images()).isEqualTo(pictured.images());
        assertThat(filling.fill(Case.of("n")).images()).isEmpty();
    }

    @Test
    void indicatorsStandForTheFeaturesThatTrainingLacksAtTimes() {
        Cohort training = Toy.cohort(
                Case.of("a").with("x", 1).with("y", 2).with("kind", "low"),
                Case.of("b").with("x", 1).with("kind", "low"));
        Indicators indicators = Indicators.fit(training);
        assertThat(indicators.marked()).containsExactly("y", "never");
        Cohort seen = training.through(indicators);
        assertThat(seen.schema().features().stream().map(Feature::name))
                .containsExactly("x", "y", "kind", "never", "y (measured)", "never (measured)");
        assertThat(seen.get(0).categories()).containsAllEntriesOf(Map.of("y (measured)", "yes", "kind", "low"));
        assertThat(seen.get(1).categories()).containsEntry("y (measured)", "no");
    }

    @Test
    void closingWhatIsFilledClosesTheCohort() {
        boolean[] closed = {false};
        Cohort cohort = new Cohort() {
            @Override
            public Schema schema() {
                return Toy.SCHEMA;
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public Case get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        cohort.through(Filling.fit(new MeanImputer(), cohort(Toy.cases(5, 0.4, 3))))
                .close();
        assertThat(closed[0]).isTrue();
    }

    /** 3,000 cases by 50 features: seconds, with room for a slow machine. */
    @ParameterizedTest
    @MethodSource("imputers")
    void threeThousandCasesTakeSeconds(Imputer imputer) {
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < 40; f++) {
            features.add(new Numeric("n" + f));
        }
        for (int f = 0; f < 10; f++) {
            features.add(new Categorical("c" + f, List.of("a", "b", "c")));
        }
        SplittableRandom random = new SplittableRandom(1);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Case one = Case.of("c" + i);
            for (int f = 0; f < 50; f++) {
                if (random.nextDouble() > 0.3) {
                    one = f < 40
                            ? one.with("n" + f, random.nextDouble())
                            : one.with("c" + (f - 40), List.of("a", "b", "c").get(random.nextInt(3)));
                }
            }
            cases.add(one);
        }
        Cohort cohort = new MemoryCohort(Toy.schema(features), cases);
        long start = System.nanoTime();
        Cohort filled = cohort.through(Filling.fit(imputer, cohort));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s filled 3,000 cases of 50 features in %.1f s%n", imputer, seconds);
        assertThat(filled.get(2999).numbers()).hasSize(40);
        assertThat(seconds).isLessThan(60);
    }

    private static Cohort cohort(List<Case> cases) {
        return new MemoryCohort(Toy.SCHEMA, cases);
    }
}

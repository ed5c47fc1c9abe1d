package org.gapwise.study.impute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;

/** Each imputer against figures worked out by hand. */
class ImputerTest {

    @Test
    void theMeanIsThatOfWhatWasMeasuredAndTheModeTheCommonestLevel() {
        Filling filling = Filling.fit(
                new MeanImputer(),
                Toy.cohort(
                        Case.of("a").with("x", 1.0).with("kind", "high"),
                        Case.of("b").with("x", 4.0).with("y", 7.0).with("kind", "high"),
                        Case.of("c").with("kind", "low")));
        Case filled = filling.fill(Case.of("new"));
        assertThat(filled.numbers()).containsEntry("x", 2.5).containsEntry("y", 7.0);
        assertThat(filled.categories()).containsEntry("kind", "high");
    }

    @Test
    void whatNobodyEverMeasuredGetsAConstant() {
        for (Imputer imputer : List.of(new MeanImputer(), new NearestImputer(2), new ChainedImputer(2, 1))) {
            Case filled = Filling.fit(imputer, Toy.cohort(Case.of("a").with("x", 1.0)))
                    .fill(Case.of("new"));
            assertThat(filled.numbers()).as(imputer.toString()).containsEntry("never", 0.0);
            assertThat(filled.categories()).as(imputer.toString()).containsEntry("kind", "low");
        }
    }

    /** The example of scikit-learn's manual; its four columns are divided by their deviations here. */
    @Test
    void theNearestAreThoseThatHaveTheCell() {
        Schema schema = Toy.schema(List.of(new Numeric("p"), new Numeric("q"), new Numeric("r")));
        Cohort training = new MemoryCohort(
                schema,
                List.of(
                        Case.of("a").with("p", 1).with("q", 2),
                        Case.of("b").with("p", 3).with("q", 4).with("r", 3),
                        Case.of("c").with("q", 6).with("r", 5),
                        Case.of("d").with("p", 8).with("q", 8).with("r", 7)));
        Filling filling = Filling.fit(new NearestImputer(2), training);
        assertThat(filling.fill(training.get(0)).numbers().get("r")).isCloseTo(4.0, within(1e-12));
        assertThat(filling.fill(training.get(2)).numbers().get("p")).isCloseTo(5.5, within(1e-12));
    }

    @Test
    void theDistanceIsTheMeanOverWhatBothHave() {
        // In deviations of x (1) and y (2), near is 0.8 away in the one column it shares, far 0 and 1 in two: summed,
        // near would be the nearer one.
        Cohort training = Toy.cohort(
                Case.of("near").with("x", 0.8).with("kind", "low"),
                Case.of("far").with("x", 0.0).with("y", 2.0).with("kind", "high"),
                Case.of("z1").with("x", 1.54).with("y", -2.0),
                Case.of("z2").with("x", -1.14));
        Filling filling = Filling.fit(new NearestImputer(1), training);
        assertThat(filling.fill(Case.of("new").with("x", 0.0).with("y", 0.0)).categories())
                .containsEntry("kind", "high");
    }

    @Test
    void neighboursOutvoteEachOtherOnACategory() {
        Cohort training = Toy.cohort(
                Case.of("a").with("x", 0.0).with("kind", "low"),
                Case.of("b").with("x", 0.1).with("kind", "high"),
                Case.of("c").with("x", 0.2).with("kind", "high"),
                Case.of("d").with("x", 9.0).with("kind", "low"),
                Case.of("e").with("x", 9.1).with("kind", "low"));
        Filling filling = Filling.fit(new NearestImputer(3), training);
        assertThat(filling.fill(Case.of("new").with("x", 0.0)).categories()).containsEntry("kind", "high");
        assertThat(filling.fill(Case.of("new").with("x", 9.0)).categories()).containsEntry("kind", "low");
    }

    @Test
    void whoSharesNothingWithADonorGetsTheMean() {
        Cohort training = Toy.cohort(Case.of("a").with("x", 1.0), Case.of("b").with("x", 3.0));
        Filling filling = Filling.fit(new NearestImputer(1), training);
        assertThat(filling.fill(Case.of("new").with("y", 5.0)).numbers()).containsEntry("x", 2.0);
    }

    /** Ridge of y on x over (-1, -2), (0, 0), (1, 2): both have mean 0, so the slope is 4 / (2 + penalty) per unit. */
    @Test
    void oneRegressionIsTheOneWorkedOutByHand() {
        Schema schema = Toy.schema(List.of(new Numeric("x"), new Numeric("y")));
        Cohort training = new MemoryCohort(
                schema,
                List.of(
                        Case.of("a").with("x", -1).with("y", -2),
                        Case.of("b").with("x", 0).with("y", 0),
                        Case.of("c").with("x", 1).with("y", 2)));
        // In deviations the sum of squares of x is 3 and the products with y sum to 3: slope 3 / (3 + 1).
        Filling filling = Filling.fit(new ChainedImputer(1, 1), training);
        assertThat(filling.fill(Case.of("new").with("x", 1)).numbers().get("y")).isCloseTo(1.5, within(1e-12));
        assertThat(filling.fill(Case.of("new").with("x", 50)).numbers().get("y"))
                .as("within what training has seen")
                .isCloseTo(2.0, within(1e-12));
    }

    @Test
    void theChainRecoversWhatGoesTogether() {
        Filling chained = Filling.fit(new ChainedImputer(5, 1), new MemoryCohort(Toy.SCHEMA, Toy.cases(300, 0.3, 1)));
        Filling mean = Filling.fit(new MeanImputer(), new MemoryCohort(Toy.SCHEMA, Toy.cases(300, 0.3, 1)));
        for (Case whole : Toy.cases(50, 0, 2)) {
            Case gap = whole.evidence(Map.of("x", whole.numbers().get("x")), Map.of(), Map.of());
            double truth = whole.numbers().get("y");
            assertThat(chained.fill(gap).numbers().get("y")).isCloseTo(truth, within(0.7));
            assertThat(mean.fill(gap).numbers().get("y")).isCloseTo(3.0, within(0.7));
            if (Math.abs(whole.numbers().get("x")) > 0.4) {
                assertThat(chained.fill(gap).categories()).isEqualTo(whole.categories());
            }
        }
    }
}

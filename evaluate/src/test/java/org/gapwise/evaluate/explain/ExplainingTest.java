package org.gapwise.evaluate.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.calibrate.Logistic;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.evaluate.Toy;
import org.gapwise.evaluate.report.ExplanationSection;
import org.gapwise.evaluate.report.Report;
import org.junit.jupiter.api.Test;

class ExplainingTest {

    private static final MemoryCohort TRAINING = Toy.cohort(300, 1);
    private static final Toy.Fake MODEL = new Toy.Fake(ExplainingTest::answer);

    /** Log odds: lactate 2, age -1 only beside lactate, a bright middle of the picture up to 4; sex does nothing. */
    private static double answer(Case one) {
        double logit = -1;
        boolean lactate = one.numbers().containsKey("lactate");
        logit += lactate ? 2 : 0;
        logit -= lactate && one.numbers().containsKey("age") ? 1 : 0;
        if (one.images().containsKey("frontal")) {
            Pixels picture = one.images().get("frontal").read(16);
            logit += 4 * (picture.values()[5 * 16 + 9] & 0xff) / 255.0;
        }
        return Logistic.IDENTITY.ofLogit(logit);
    }

    private static Case whole() {
        byte[] bright = new byte[256];
        bright[5 * 16 + 9] = (byte) 255;
        return Case.of("a")
                .with("lactate", 2)
                .with("age", 50)
                .with("sex", "F")
                .with("frontal", size -> new Pixels(1, size, size, bright));
    }

    @Test
    void sharesAreThoseByHand() {
        Attribution shares = new Shapley(MODEL, "Edema", 4, 1).inputs(whole());
        assertThat(shares.from()).isCloseTo(-1, within(1e-9));
        assertThat(shares.to()).isCloseTo(4, within(1e-9));
        // The age takes one away, but only together with the lactate: half each.
        assertThat(shares.shares().get("lactate")).isCloseTo(1.5, within(1e-9));
        assertThat(shares.shares().get("age")).isCloseTo(-0.5, within(1e-9));
        assertThat(shares.shares().get("sex")).isCloseTo(0, within(1e-9));
        assertThat(shares.shares().get("frontal")).isCloseTo(4, within(1e-9));
        assertThat(shares.ranked()).startsWith("frontal", "lactate", "age");
        Attribution modalities = new Shapley(MODEL, "Edema", 4, 1).modalities(whole());
        assertThat(modalities.shares().get("clinical")).isCloseTo(1, within(1e-9));
    }

    @Test
    void nothingPresentHasNoShares() {
        Attribution none = new Shapley(MODEL, "Edema", 4, 1).inputs(Case.of("b"));
        assertThat(none.shares()).isEmpty();
        assertThat(none.from()).isEqualTo(none.to());
        assertThat(Faithfulness.of(MODEL, Case.of("b"), none, 4, 1).score()).isZero();
    }

    @Test
    void wrongOrdersAreFoundOut() {
        Attribution right = new Shapley(MODEL, "Edema", 4, 1).inputs(whole());
        List<String> turned = new ArrayList<>(right.supporting());
        Collections.reverse(turned);
        Map<String, Double> shares = new LinkedHashMap<>();
        turned.forEach(name -> shares.put(name, (double) (turned.size() - shares.size())));
        Attribution wrong = new Attribution("Edema", right.from(), right.to(), shares);
        assertThat(Faithfulness.of(MODEL, whole(), right, 16, 1).score()).isPositive();
        assertThat(Faithfulness.of(MODEL, whole(), wrong, 16, 1).score()).isNegative();
    }

    @Test
    void theHeatMapPeaksWhereTheAnswerComesFrom() {
        Pixels grey = Occlusion.mean(new MemoryCohort(Toy.SCHEMA, List.of()), "frontal", 10, 16);
        Occlusion way = new Occlusion(MODEL);
        HeatMap map = new HeatMap(way.method(), "frontal", way.cells(whole(), "frontal", "Edema", grey, 4));
        assertThat(map.peakRow()).isEqualTo(1);
        assertThat(map.peakColumn()).isEqualTo(2);
        assertThatThrownBy(() -> way.cells(Case.of("b"), "frontal", "Edema", grey, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMapThatPointsElsewhereIsFoundOut() {
        Pixels grey = Occlusion.mean(new MemoryCohort(Toy.SCHEMA, List.of()), "frontal", 10, 16);
        MapFaithfulness judge = new MapFaithfulness(MODEL, grey, 1);
        double[][] right = new Occlusion(MODEL).cells(whole(), "frontal", "Edema", grey, 4);
        double[][] wrong = new double[4][4];
        for (int i = 0; i < 16; i++) {
            wrong[i / 4][i % 4] = -right[i / 4][i % 4];
        }
        Faithfulness good = judge.of(whole(), "Edema", new HeatMap("", "frontal", right));
        Faithfulness bad = judge.of(whole(), "Edema", new HeatMap("", "frontal", wrong));
        assertThat(good.score()).isPositive();
        assertThat(good.deletion()).isLessThan(good.random());
        assertThat(good.insertion()).isGreaterThan(good.random());
        assertThat(bad.score()).isNegative();
    }

    /** Dark where a bright place would speak for the finding. */
    @Test
    void aMapOfWhatSpeaksAgainstIsFaithfulToo() {
        Pixels grey = Occlusion.mean(new MemoryCohort(Toy.SCHEMA, List.of()), "frontal", 10, 16);
        Case dark = whole().with("frontal", size -> new Pixels(1, size, size, new byte[256]));
        double[][] cells = new Occlusion(MODEL).cells(dark, "frontal", "Edema", grey, 4);
        Faithfulness judged = new MapFaithfulness(MODEL, grey, 1).of(dark, "Edema", new HeatMap("", "frontal", cells));
        assertThat(judged.score()).isPositive();
    }

    @Test
    void whatTellsNothingIsWorthNothing() {
        NextMeasurement next = new NextMeasurement(MODEL, TRAINING, new NextMeasurement.Options(100, 20, 1));
        List<Measuring> ranked = next.ranked(Case.of("c").with("lactate", 1.5), "Edema");
        assertThat(ranked)
                .extracting(Measuring::input)
                .contains("age", "frontal", "sex")
                .doesNotContain("lactate");
        Measuring last = ranked.get(ranked.size() - 1);
        assertThat(ranked.get(0).input()).isEqualTo("frontal");
        assertThat(last.information()).isCloseTo(0, within(1e-12));
        assertThat(last.change()).isZero();
    }

    @Test
    void whatIsDearHasToTellMore() {
        Case one = Case.of("c").with("age", 50);
        Toy.Fake both = new Toy.Fake(Toy::sum);
        NextMeasurement.Options options = new NextMeasurement.Options(100, 20, 1);
        List<Measuring> plain = new NextMeasurement(both, TRAINING, options).ranked(one, "Edema");
        String first = plain.get(0).input();
        String second = plain.get(1).input();
        assertThat(List.of(first, second)).containsExactlyInAnyOrder("lactate", "frontal");
        MemoryCohort dear = new MemoryCohort(Toy.SCHEMA.with(Map.of(first, 1000.0, second, 0.1)), TRAINING.cases());
        List<Measuring> ranked = new NextMeasurement(both, dear, options).ranked(one, "Edema");
        assertThat(ranked.get(0).input()).isEqualTo(second);
        assertThat(ranked.get(0).informationPerCost()).isEqualTo(ranked.get(0).information() / 0.1);
        assertThat(ranked)
                .extracting(Measuring::information)
                .containsExactlyInAnyOrderElementsOf(
                        plain.stream().map(Measuring::information).toList());
    }

    @Test
    void thePageIsWholeAndSaysHowItWasMade() {
        Explaining explaining = new Explaining(
                MODEL, Optional.of(new Explaining.Training(TRAINING, 16, 4, List.of(new Occlusion(MODEL)))), 1);
        Explanation explanation = explaining.of(whole(), "Edema");
        String page = Report.of("Why", "", List.of(new ExplanationSection(explanation, whole(), 16)))
                .html();
        assertThat(page).contains("stand-in", "Faithfulness", "data:image/png").doesNotContain("NaN");
        assertThat(explaining.of(whole(), "Edema").next()).isEqualTo(explanation.next());
    }
}

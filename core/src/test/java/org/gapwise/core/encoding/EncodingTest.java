package org.gapwise.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.BundleException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.metrics.NormalScore;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingTest {

    private static final Schema SCHEMA = new Schema(
            "t.csv",
            "id",
            Optional.empty(),
            List.of(new TableModality(
                    "t", List.of(new Numeric("x"), new Categorical("c", List.of("a", "b")), new Numeric("never")))),
            List.of(new Target("y"), new Target("z")));

    private static Encoding fit(Scaling scaling) {
        SplittableRandom random = new SplittableRandom(1);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            Case one = Case.of("c" + i);
            cases.add(i % 10 == 0 ? one : one.with("x", Math.exp(3 * random.nextDouble())));
        }
        return Encoding.fit(new MemoryCohort(SCHEMA, cases), scaling);
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void scalingRisesAndAbsentStaysAbsent(Scaling scaling) {
        Encoding encoding = fit(scaling);
        float before = Float.NEGATIVE_INFINITY;
        for (double x = 1.1; x < 20; x += 0.3) {
            Cells cells = encoding.encode(Case.of("q").with("x", x)).tables().get(0);
            assertThat(cells.values()[0]).isGreaterThan(before);
            assertThat(cells.present()).containsExactly(true, false, false);
            before = cells.values()[0];
        }
        assertThat(encoding.encode(Case.of("q")).tables().get(0).any()).isFalse();
    }

    @Test
    void quantilesGiveNormalScores() {
        Encoding encoding = fit(Scaling.QUANTILE);
        float median = encoding.encode(Case.of("q").with("x", Math.exp(1.5)))
                .tables()
                .get(0)
                .values()[0];
        assertThat(median).isCloseTo(0, within(0.15f));
        assertThat(NormalScore.of(0.975)).isCloseTo(1.959963985, within(1e-8));
        assertThat(encoding.encode(Case.of("q").with("x", 1e12)).tables().get(0).values()[0])
                .isEqualTo(10);
    }

    @Test
    void anUnknownLevelIsOtherAndNeverMissing() {
        Cells cells = fit(Scaling.MINMAX)
                .encode(Case.of("q").with("c", "zebra"))
                .tables()
                .get(0);
        assertThat(cells.present()[1]).isTrue();
        assertThat(cells.values()[1]).isEqualTo(2);
    }

    @Test
    void labelsKeepUncertainAndUnannotatedApart() {
        byte[] labels = fit(Scaling.MINMAX)
                .encode(Case.of("q").with("y", Label.UNCERTAIN))
                .labels();
        assertThat(labels).containsExactly(EncodedCase.UNCERTAIN, EncodedCase.UNANNOTATED);
    }

    @Test
    void aFeatureNeverSeenInTrainingEncodesToZeroButIsPresent() {
        Cells cells = fit(Scaling.QUANTILE)
                .encode(Case.of("q").with("never", 5.0))
                .tables()
                .get(0);
        assertThat(cells.present()[2]).isTrue();
        assertThat(cells.values()[2]).isZero();
    }

    @Test
    void jsonBringsTheSameEncodingBack() {
        Encoding encoding = fit(Scaling.QUANTILE);
        assertThat(Encoding.parse(SCHEMA, encoding.toJson())).isEqualTo(encoding);
        assertThatThrownBy(() -> Encoding.parse(SCHEMA, "{\"version\":1,\"scales\":{}}"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("\"x\"");
    }
}

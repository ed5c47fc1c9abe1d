package org.gapwise.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final double[] P = {0.9, 0.6, 0.4, 0.1};
    private static final boolean[] Y = {true, false, true, false};

    @Test
    void netBenefitByHand() {
        DecisionCurve curve = DecisionCurve.of(P, Y, List.of(0.2, 0.5));
        // 2 true and 1 false positive at odds 1/4; everybody: 2 and 2.
        assertThat(curve.points().get(0).model()).isCloseTo((2 - 0.25) / 4, within(1e-12));
        assertThat(curve.points().get(0).all()).isCloseTo((2 - 0.5) / 4, within(1e-12));
        assertThat(curve.points().get(1).model()).isCloseTo(0, within(1e-12));
    }

    @Test
    void riskFallsWhereOneIsSure() {
        RiskCoverage risk = RiskCoverage.of(P, Y);
        // 0.9 and 0.1 are equally sure, and so are 0.6 and 0.4: two steps.
        assertThat(risk.points()).hasSize(2);
        assertThat(risk.points().get(0).y()).isZero();
        assertThat(risk.points().get(1)).isEqualTo(new CurvePoint(1, 0.5, 0.6));
        assertThat(risk.area()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void wilsonByHand() {
        Interval interval = Interval.wilson(0.5, 10);
        assertThat(interval.low()).isCloseTo(0.2366, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.7634, within(1e-4));
    }
}

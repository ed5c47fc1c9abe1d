package org.gapwise.core.missingness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.junit.jupiter.api.Test;

class McarModalityTest {

    private static final Schema SCHEMA = new Schema(
            "t.csv",
            "id",
            Optional.empty(),
            List.of(new TableModality("table", List.of(new Numeric("x"))), new ImageModality("image", "f", ".")),
            List.of(new Target("y")));

    private static Cohort cohort() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 201; i++) {
            cases.add(Case.of("c" + i).with("x", i).with("image", s -> new Pixels(1, 1, 1, new byte[1])));
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    @Test
    void exactlyTheAskedShareLosesTheModalityAndNothingElse() {
        for (double rate : List.of(0.0, 0.25, 0.5, 0.75, 1.0)) {
            Cohort less = cohort().through(new McarModality("image", rate, 1));
            long without =
                    less.cases().stream().filter(c -> c.images().isEmpty()).count();
            assertThat(without).isEqualTo((long) Math.floor(rate * 201));
            assertThat(less.cases()).allSatisfy(c -> assertThat(c.numbers()).isNotEmpty());
        }
    }

    @Test
    void whoLosesItAtARateLosesItAtEveryHigherRate() {
        List<Integer> before = List.of();
        for (double rate = 0; rate <= 1; rate += 0.05) {
            List<Integer> taken = new McarModality("table", rate, 7).taken(cohort());
            assertThat(taken).containsAll(before);
            before = taken;
        }
    }

    @Test
    void removingATableLeavesNoFeatureOfIt() {
        Case left = Removal.of(SCHEMA.modality("table"), cohort().get(3));
        assertThat(left.numbers()).isEqualTo(Map.of());
        assertThat(left.images()).containsKey("image");
    }
}

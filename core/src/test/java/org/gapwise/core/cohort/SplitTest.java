package org.gapwise.core.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final Schema SCHEMA = new Schema(
            "t.csv",
            "id",
            Optional.of("patient"),
            List.of(new TableModality("t", List.of(new Numeric("x")))),
            List.of(new Target("common"), new Target("rare")));

    private static List<Case> cases(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, Label> labels = new LinkedHashMap<>();
            if (random.nextDouble() < 0.8) {
                labels.put("common", random.nextBoolean() ? Label.POSITIVE : Label.NEGATIVE);
            }
            labels.put("rare", random.nextDouble() < 0.04 ? Label.POSITIVE : Label.NEGATIVE);
            cases.add(new Case("c" + i, "p" + random.nextInt(size / 2), Map.of(), Map.of(), Map.of(), labels));
        }
        return cases;
    }

    @Test
    void noPatientIsInTwoPartsOverTwoHundredCohorts() {
        for (long seed = 0; seed < 200; seed++) {
            Cohort cohort = new MemoryCohort(SCHEMA, cases(60, seed));
            Split split = Split.byGroup(cohort, 0.2, 0.2, seed);
            Map<String, Part> part = new HashMap<>();
            for (int i = 0; i < cohort.size(); i++) {
                Part before = part.put(cohort.get(i).group(), split.parts().get(i));
                assertThat(before == null || before == split.parts().get(i))
                        .as("seed " + seed)
                        .isTrue();
            }
        }
    }

    @Test
    void partsHaveTheirShareOfCasesAndOfRarePositives() {
        Cohort cohort = new MemoryCohort(SCHEMA, cases(2000, 5));
        Split split = Split.byGroup(cohort, 0.16, 0.2, 1);
        double all = positives(cohort);
        for (Part part : Part.values()) {
            double share = part == Part.TRAIN ? 0.64 : part == Part.VALID ? 0.16 : 0.2;
            Cohort some = split.of(cohort, part);
            assertThat((double) some.size() / cohort.size()).as(part.word()).isCloseTo(share, within(0.01));
            assertThat(positives(some) / all).as(part.word()).isCloseTo(share, within(0.03));
        }
    }

    private static double positives(Cohort cohort) {
        return cohort.cases().stream()
                .filter(c -> c.labels().get("rare") == Label.POSITIVE)
                .count();
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        List<Case> cases = cases(300, 8);
        List<Case> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(byId(shuffled)).isEqualTo(byId(cases));
    }

    private static Map<String, Part> byId(List<Case> cases) {
        Split split = Split.byGroup(new MemoryCohort(SCHEMA, cases), 0.2, 0.2, 3);
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            parts.put(cases.get(i).id(), split.parts().get(i));
        }
        return parts;
    }

    @Test
    void foldsTestEachCaseOnceAndKeepPatientsWhole() {
        Cohort cohort = new MemoryCohort(SCHEMA, cases(400, 4));
        Folds folds = Folds.of(cohort, 5, 1);
        int tested = 0;
        for (int k = 0; k < 5; k++) {
            Split split = folds.split(cohort, k, 0.2, 1);
            tested += split.indices(Part.TEST).size();
            assertThat(split.indices(Part.TEST).size()).isBetween(70, 90);
            assertThat(groups(split.of(cohort, Part.TEST)))
                    .doesNotContainAnyElementsOf(groups(split.of(cohort, Part.TRAIN)));
            assertThat(groups(split.of(cohort, Part.VALID)))
                    .doesNotContainAnyElementsOf(groups(split.of(cohort, Part.TRAIN)));
        }
        assertThat(tested).isEqualTo(400);
    }

    private static List<String> groups(Cohort cohort) {
        return cohort.cases().stream().map(Case::group).distinct().toList();
    }
}

package org.gapwise.study.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.study.Ward;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final Case WHOLE = Ward.whole(1, 1).get(0);

    private static String key(Case left) {
        return Views.key(Ward.SCHEMA, WHOLE, left);
    }

    @Test
    void nothingGoneIsAnEmptyText() {
        assertThat(key(WHOLE)).isEmpty();
    }

    @Test
    void modalitiesThatAreGoneAreNamedInTheSchemasOrder() {
        assertThat(key(WHOLE.evidence(WHOLE.numbers(), WHOLE.categories(), Map.of())))
                .isEqualTo("frontal");
        assertThat(key(WHOLE.evidence(Map.of(), Map.of(), WHOLE.images()))).isEqualTo("clinical");
        assertThat(key(Case.of("c0"))).isEqualTo("clinical;frontal");
    }

    @Test
    void singleCellsAreNamed() {
        Map<String, Double> age = Map.of("age", 50.0);
        assertThat(key(WHOLE.evidence(age, WHOLE.categories(), WHOLE.images()))).isEqualTo("clinical/lactate");
        assertThat(key(WHOLE.evidence(age, Map.of(), Map.of()))).isEqualTo("clinical/lactate;clinical/sex;frontal");
    }

    @Test
    void naturalGapsAreNotTaken() {
        Case little = WHOLE.evidence(Map.of("age", 50.0), Map.of(), Map.of());
        assertThat(Views.key(Ward.SCHEMA, little, little)).isEmpty();
        assertThat(Views.key(Ward.SCHEMA, little, Case.of("c0"))).isEqualTo("clinical");
        assertThat(Views.key(Ward.SCHEMA, Case.of("c0"), Case.of("c0"))).isEmpty();
    }

    @Test
    void separatorsInNamesMakeNoTwoViewsAlike() {
        Schema schema = Ward.schema(
                new TableModality(
                        "t",
                        List.of(
                                new Numeric("a"),
                                new Numeric("b"),
                                new Numeric("a;t/b"),
                                new Numeric("c"),
                                new Numeric("a\\"))),
                new TableModality("t/c", List.of(new Numeric("d"))));
        Case all = Case.of("x")
                .with("a", 1)
                .with("b", 1)
                .with("a;t/b", 1)
                .with("c", 1)
                .with("a\\", 1)
                .with("d", 1);
        List<List<String>> lost =
                List.of(List.of("a", "b"), List.of("a;t/b"), List.of("c"), List.of("d"), List.of("a\\", "b"));
        assertThat(lost.stream().map(names -> Views.key(schema, all, without(all, names))))
                .doesNotHaveDuplicates();
    }

    private static Case without(Case all, List<String> names) {
        Map<String, Double> left = new java.util.HashMap<>(all.numbers());
        left.keySet().removeAll(names);
        return all.evidence(left, Map.of(), Map.of());
    }
}

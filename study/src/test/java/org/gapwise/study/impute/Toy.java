package org.gapwise.study.impute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** Two quantities that go together and a category that goes with them. */
final class Toy {

    static final Schema SCHEMA = schema(List.of(
            new Numeric("x"), new Numeric("y"), new Categorical("kind", List.of("low", "high")), new Numeric("never")));

    private Toy() {}

    static Schema schema(List<Feature> features) {
        return new Schema(
                "toy.csv",
                "id",
                Optional.empty(),
                List.of(new TableModality("table", features), new ImageModality("frontal", "file", ".")),
                List.of(new Target("a")));
    }

    static Cohort cohort(Case... cases) {
        return new MemoryCohort(SCHEMA, List.of(cases));
    }

    /** {@code y} is about 2 x + 3, {@code kind} says whether x is above 0; a share of the cells is missing. */
    static List<Case> cases(int size, double missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double x = random.nextDouble() * 4 - 2;
            Map<String, Double> numbers =
                    new LinkedHashMap<>(Map.of("x", x, "y", 2 * x + 3 + 0.1 * random.nextDouble()));
            Map<String, String> categories = new LinkedHashMap<>(Map.of("kind", x > 0 ? "high" : "low"));
            numbers.keySet().removeIf(name -> random.nextDouble() < missing);
            categories.keySet().removeIf(name -> random.nextDouble() < missing);
            cases.add(new Case("c" + i, "c" + i, numbers, categories, Map.of(), Map.of()));
        }
        return cases;
    }
}

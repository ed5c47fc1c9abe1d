package org.gapwise.core.missingness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** Simulated cases: correlated values, natural gaps, labels that depend on the values. */
final class Toy {

    static final Schema SCHEMA = new Schema(
            "t.csv",
            "id",
            Optional.empty(),
            List.of(
                    new TableModality(
                            "labs",
                            List.of(
                                    new Numeric("lactate"),
                                    new Numeric("crp"),
                                    new Numeric("sodium"),
                                    new Categorical("blood", List.of("A", "B", "0")))),
                    new TableModality("person", List.of(new Numeric("age"), new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("chest", "f", ".")),
            List.of(new Target("sick"), new Target("old")));

    private Toy() {}

    static MemoryCohort cohort(int size, long seed) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            SplittableRandom random = Seeds.of(seed, "toy", i);
            double age = normal(random);
            double lactate = 0.5 * age + normal(random);
            double crp = 0.5 * lactate + normal(random);
            Case one = Case.of("c" + Long.toHexString(Seeds.mix(seed, "id", i)));
            one = random.nextDouble() < 0.05 ? one : one.with("age", 60 + 10 * age);
            one = random.nextDouble() < 0.1 ? one : one.with("lactate", lactate);
            one = random.nextDouble() < 0.1 ? one : one.with("crp", crp);
            one = one.with("sodium", 140 + normal(random));
            one = one.with("blood", List.of("A", "B", "0").get(random.nextInt(3)));
            one = one.with("sex", random.nextBoolean() ? "F" : "M");
            one = random.nextDouble() < 0.1
                    ? one
                    : one.with("chest", pixels -> {
                        throw new AssertionError("a picture was read");
                    });
            one = one.with("sick", lactate + normal(random) > 0 ? Label.POSITIVE : Label.NEGATIVE);
            Label old = age + normal(random) > 1 ? Label.POSITIVE : Label.NEGATIVE;
            cases.add(random.nextDouble() < 0.1 ? one : one.with("old", old));
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    /** Nearly normal: the sum of twelve uniform numbers. */
    static double normal(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}

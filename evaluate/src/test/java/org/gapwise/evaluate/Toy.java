package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** A small world: one table, one image, three targets of which one is rare; some of everything is missing. */
public final class Toy {

    public static final Schema SCHEMA = new Schema(
            "cases.csv",
            "study",
            Optional.of("patient"),
            List.of(
                    new TableModality("clinical", List.of(new Numeric("lactate"), new Numeric("age"), sex())),
                    new ImageModality("frontal", "image", "images")),
            List.of(new Target("Edema"), new Target("Fracture"), new Target("Pneumonia")));

    private Toy() {}

    private static Categorical sex() {
        return new Categorical("sex", "sex", List.of("F", "M"));
    }

    /** Two cases a patient; a quarter lacks the image, a fifth the table. */
    public static MemoryCohort cohort(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean edema = random.nextInt(3) == 0;
            Case one = new Case("study-" + i, "patient-" + i / 2, Map.of(), Map.of(), Map.of(), Map.of());
            if (random.nextInt(5) > 0) {
                one = one.with("lactate", 1 + random.nextDouble() + (edema ? 0.6 : 0));
                one = random.nextBoolean() ? one.with("sex", "F") : one;
                one = random.nextInt(4) > 0 ? one.with("age", 20 + random.nextInt(60)) : one;
            }
            if (random.nextInt(4) > 0) {
                byte shade = (byte) (random.nextInt(100) + (edema ? 50 : 0));
                one = one.with("frontal", size -> picture(size, shade));
            }
            one = one.with("Edema", edema ? Label.POSITIVE : Label.NEGATIVE);
            one = random.nextInt(6) == 0 ? one : one.with("Pneumonia", label(random));
            cases.add(i % 7 == 0 ? one.with("Fracture", Label.NEGATIVE) : one);
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    private static Label label(SplittableRandom random) {
        int draw = random.nextInt(10);
        return draw == 0 ? Label.UNCERTAIN : draw < 4 ? Label.POSITIVE : Label.NEGATIVE;
    }

    private static Pixels picture(int size, byte shade) {
        byte[] values = new byte[size * size];
        Arrays.fill(values, shade);
        return new Pixels(1, size, size, values);
    }

    /** Adds up what there is of the lactate and the image. */
    public static double sum(Case one) {
        double lactate = one.numbers().getOrDefault("lactate", 1.7) - 1.7;
        double shade = one.images().containsKey("frontal")
                ? one.images().get("frontal").read(1).values()[0] / 100.0 - 0.6
                : 0;
        return 1 / (1 + Math.exp(-3 * (lactate + shade)));
    }

    /** Answers all targets with the same function of the case, and counts the cases it was asked about. */
    public record Fake(ToDoubleFunction<Case> function, AtomicInteger asked) implements Predictor {

        public Fake(ToDoubleFunction<Case> function) {
            this(function, new AtomicInteger());
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            asked.addAndGet(cases.size());
            return cases.stream().map(this::answer).toList();
        }

        private Prediction answer(Case one) {
            Map<String, Double> probabilities = new LinkedHashMap<>();
            SCHEMA.targetNames().forEach(t -> probabilities.put(t, function.applyAsDouble(one)));
            return new Prediction(one.id(), probabilities, List.of(), List.of(), List.of());
        }
    }
}

package org.gapwise.study.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.encoding.Scaling;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.Network;
import org.gapwise.study.Lesson;
import org.gapwise.study.Recipes;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;

/** The table decides "sick"; the light of the picture decides "dark"; everybody is "human". */
final class Toy {

    static final Schema SCHEMA = new Schema(
            "toy.csv",
            "id",
            Optional.empty(),
            List.of(
                    new TableModality(
                            "table",
                            List.of(new Numeric("x"), new Numeric("y"), new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("frontal", "file", ".")),
            List.of(new Target("sick"), new Target("dark"), new Target("human")));

    static final Plan PLAN = Plan.preset("quick").with(List.of("vision.image_size=32", "data.uncertain=ignore"));

    /** Networks with initial weights: enough to tell a bright picture from a dark one. */
    static final Shelf SHELF = (plan, cohort, split) -> new ModelPredictor(
            cohort.schema(),
            Encoding.fit(cohort, Scaling.MINMAX),
            plan.model(),
            Network.joint(cohort.schema(), plan.model(), 1));

    private Toy() {}

    static List<Case> cases(int size, double missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            String sex = random.nextBoolean() ? "F" : "M";
            boolean dark = random.nextBoolean();
            Map<String, Double> numbers = new LinkedHashMap<>(Map.of("x", x, "y", y));
            Map<String, String> categories = new LinkedHashMap<>(Map.of("sex", sex));
            Map<String, ImageSource> images =
                    new LinkedHashMap<>(Map.of("frontal", picture(dark ? 40 : 200, random.nextInt(20))));
            numbers.keySet().removeIf(name -> random.nextDouble() < missing);
            categories.keySet().removeIf(name -> random.nextDouble() < missing);
            images.keySet().removeIf(name -> random.nextDouble() < missing);
            boolean sick = x + 0.2 * y + (sex.equals("F") ? 0.2 : 0) > 0.7;
            Map<String, Label> labels = Map.of("sick", label(sick), "dark", label(dark), "human", Label.POSITIVE);
            cases.add(new Case("c" + seed + "-" + i, "g" + i, numbers, categories, images, labels));
        }
        return cases;
    }

    static Label label(boolean yes) {
        return yes ? Label.POSITIVE : Label.NEGATIVE;
    }

    private static ImageSource picture(int light, int more) {
        return size -> {
            byte[] values = new byte[size * size];
            Arrays.fill(values, (byte) (light + more));
            return new Pixels(1, size, size, values);
        };
    }

    static Lesson lesson(List<Case> training, List<Case> validation) {
        List<Case> cases = new ArrayList<>(training);
        cases.addAll(validation);
        List<Part> parts = new ArrayList<>();
        training.forEach(one -> parts.add(Part.TRAIN));
        validation.forEach(one -> parts.add(Part.VALID));
        return new Lesson(new MemoryCohort(SCHEMA, cases), new Split(parts), new Recipes(PLAN, PLAN), SHELF);
    }
}

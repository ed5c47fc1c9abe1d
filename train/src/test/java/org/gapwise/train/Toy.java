package org.gapwise.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** A small cohort with gaps: one target shows in the table, one in the picture. */
final class Toy {

    static final Schema SCHEMA = new Schema(
            "toy.csv",
            "id",
            Optional.of("patient"),
            List.of(
                    new TableModality(
                            "clinical",
                            List.of(
                                    new Numeric("age"),
                                    new Numeric("lactate"),
                                    new Numeric("noise"),
                                    new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("frontal", "file", ".")),
            List.of(new Target("septic"), new Target("bright")));

    private Toy() {}

    static Cohort cohort(int size, long seed) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            cases.add(one(i, Seeds.of(seed, "toy", i)));
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    private static Case one(int i, SplittableRandom random) {
        boolean septic = random.nextBoolean();
        boolean bright = random.nextBoolean();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("age", 20 + 60 * random.nextDouble());
        numbers.put("noise", random.nextDouble());
        numbers.put("lactate", (septic ? 4 : 1) + random.nextDouble());
        numbers.keySet().removeIf(name -> random.nextDouble() < 0.1);
        Map<String, ImageSource> images = new LinkedHashMap<>();
        long drawn = random.nextLong();
        if (random.nextDouble() < 0.8) {
            images.put("frontal", size -> picture(size, bright, new SplittableRandom(drawn)));
        }
        Map<String, Label> labels = new LinkedHashMap<>();
        labels.put("septic", septic ? Label.POSITIVE : Label.NEGATIVE);
        if (random.nextDouble() < 0.9) {
            labels.put("bright", bright ? Label.POSITIVE : Label.NEGATIVE);
        }
        return new Case("c" + i, "p" + i / 2, numbers, Map.of("sex", random.nextBoolean() ? "F" : "M"), images, labels);
    }

    private static Pixels picture(int size, boolean bright, SplittableRandom random) {
        byte[] values = new byte[size * size];
        for (int k = 0; k < values.length; k++) {
            boolean centre = Math.abs(k % size - size / 2) < size / 4 && Math.abs(k / size - size / 2) < size / 4;
            values[k] = (byte) (random.nextInt(60) + (bright && centre ? 150 : 60));
        }
        return new Pixels(1, size, size, values);
    }
}

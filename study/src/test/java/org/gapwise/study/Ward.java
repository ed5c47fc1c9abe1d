package org.gapwise.study;

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
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** A small cohort, two cases a patient: one target shows in the table, one in the picture. */
public final class Ward {

    private static final TableModality CLINICAL = new TableModality(
            "clinical", List.of(new Numeric("age"), new Numeric("lactate"), new Categorical("sex", List.of("F", "M"))));
    private static final ImageModality FRONTAL = new ImageModality("frontal", "file", ".");

    /** A table and a picture. */
    public static final Schema SCHEMA = schema(CLINICAL, FRONTAL);

    private Ward() {}

    public static Schema schema(Modality... modalities) {
        return new Schema(
                "ward.csv",
                "id",
                Optional.of("patient"),
                List.of(modalities),
                List.of(new Target("septic"), new Target("bright")));
    }

    /** A table, a picture, and another picture that nobody has. */
    public static Schema withLateral() {
        return schema(CLINICAL, FRONTAL, new ImageModality("lateral", "other", "."));
    }

    /** Cases that have everything. */
    public static Cohort whole(int size, long seed) {
        return new MemoryCohort(SCHEMA, cases(size, 0, seed));
    }

    /** Cases with natural gaps of this share. */
    public static Cohort gappy(int size, double missing, long seed) {
        return new MemoryCohort(SCHEMA, cases(size, missing, seed));
    }

    private static List<Case> cases(int size, double missing, long seed) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            cases.add(one(i, missing, Seeds.of(seed, "ward", i)));
        }
        return cases;
    }

    private static Case one(int i, double missing, SplittableRandom random) {
        boolean septic = random.nextBoolean();
        boolean bright = random.nextBoolean();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("age", 20 + 60 * random.nextDouble());
        numbers.put("lactate", (septic ? 3 : 1) + 2 * random.nextDouble());
        Map<String, String> categories = new LinkedHashMap<>(Map.of("sex", random.nextBoolean() ? "F" : "M"));
        long drawn = random.nextLong();
        Map<String, ImageSource> images = new LinkedHashMap<>();
        images.put("frontal", size -> picture(size, bright, new SplittableRandom(drawn)));
        numbers.keySet().removeIf(name -> random.nextDouble() < missing);
        categories.keySet().removeIf(name -> random.nextDouble() < missing);
        images.keySet().removeIf(name -> random.nextDouble() < missing);
        Map<String, Label> labels = Map.of("septic", label(septic), "bright", label(bright));
        return new Case("c" + i, "p" + i / 2, numbers, categories, images, labels);
    }

    private static Label label(boolean yes) {
        return yes ? Label.POSITIVE : Label.NEGATIVE;
    }

    private static Pixels picture(int size, boolean bright, SplittableRandom random) {
        byte[] values = new byte[size * size];
        for (int k = 0; k < values.length; k++) {
            values[k] = (byte) (random.nextInt(60) + (bright ? 150 : 60));
        }
        return new Pixels(1, size, size, values);
    }
}

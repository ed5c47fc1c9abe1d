package org.gapwise.evaluate.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.monitor.Binning;
import org.gapwise.core.monitor.Census;
import org.gapwise.core.monitor.Counting;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/**
 * Cases of a ward with twenty features, two pictures and five targets, and what changes there.
 *
 * @param laboratory chance that there is a laboratory at all
 * @param together chance that the second picture is there when the first is, less that when it is not
 * @param unit of the first feature
 * @param shift of the second feature, in standard deviations
 * @param risk added to the log odds of the first target
 * @param other chance of a level that the schema does not know
 */
record Ward(double laboratory, double together, double unit, double shift, double risk, double other) {

    static final Ward USUAL = new Ward(0.7, 0.2, 1, 0, 0, 0.01);
    static final Schema SCHEMA = new Schema(
            "ward.csv",
            "id",
            Optional.empty(),
            List.of(
                    new TableModality("vitals", features("vital", 8)),
                    new TableModality("laboratory", features("lab", 11)),
                    new TableModality("person", List.of(new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("frontal", "frontal", "."),
                    new ImageModality("lateral", "lateral", ".")),
            IntStream.range(0, 5).mapToObj(i -> new Target("target" + i)).toList());
    private static final List<Feature> FEATURES = SCHEMA.features();
    private static final ImageSource NOTHING = size -> new Pixels(1, 1, 1, new byte[1]);
    static final Map<String, List<String>> MODALITIES = Counting.modalities(SCHEMA);

    private static List<Feature> features(String name, int count) {
        return IntStream.range(0, count)
                .<Feature>mapToObj(i -> new Numeric(name + i))
                .toList();
    }

    Case one(long seed, int number) {
        SplittableRandom random = Seeds.of(seed, "ward", number);
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, String> levels = new LinkedHashMap<>();
        Map<String, ImageSource> pictures = new LinkedHashMap<>();
        double sick = random.nextGaussian();
        boolean drawn = random.nextDouble() < laboratory;
        for (Feature feature : FEATURES) {
            boolean there =
                    random.nextDouble() < 0.85 && (drawn || !feature.name().startsWith("lab"));
            double value = 0.5 * sick + random.nextGaussian();
            if (there && feature instanceof Numeric) {
                numbers.put(feature.name(), changed(feature.name(), value));
            } else if (there) {
                levels.put(feature.name(), random.nextDouble() < other ? "?" : value > 0 ? "F" : "M");
            }
        }
        boolean frontal = random.nextDouble() < 0.6;
        // The second picture is there in six of ten cases, however strongly it goes with the first.
        double lateral = frontal ? 0.6 + 0.4 * together : 0.6 - 0.6 * together;
        if (frontal) {
            pictures.put("frontal", NOTHING);
        }
        if (random.nextDouble() < lateral) {
            pictures.put("lateral", NOTHING);
        }
        return new Case("c" + number, "p" + number, numbers, levels, pictures, Map.of());
    }

    private double changed(String name, double value) {
        return switch (name) {
            case "vital0" -> (value + 5) * unit;
            case "vital1" -> value + shift;
            default -> value;
        };
    }

    private Map<String, Double> said(long seed, int number) {
        SplittableRandom random = Seeds.of(seed, "said", number);
        Map<String, Double> said = new LinkedHashMap<>();
        for (int t = 0; t < 5; t++) {
            double z = -2 + 0.5 * t + 1.5 * random.nextGaussian() + (t == 0 ? risk : 0);
            said.put("target" + t, 1 / (1 + Math.exp(-z)));
        }
        return said;
    }

    Census census(long seed, int cases, Binning binning) {
        Counting counting = new Counting(MODALITIES);
        for (int i = 0; i < cases; i++) {
            counting.had(binning.bins(SCHEMA, one(seed, i)));
            counting.said(said(seed, i));
        }
        return counting.census();
    }

    Binning binning(long seed, int cases) {
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            all.add(one(seed, i));
        }
        return Binning.fit(SCHEMA, all);
    }
}

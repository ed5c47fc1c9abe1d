package org.gapwise.study.impute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;

/**
 * The features of all tables side by side, in deviations from the training mean, and back to units and words.
 *
 * @param features in the schema's order
 * @param mean of the training cases that have the quantity; 0 for a category and for what nobody ever measured
 * @param deviation of the same; 1 where there is none
 */
record Columns(List<Feature> features, double[] mean, double[] deviation) {

    static Columns of(Schema schema, List<Case> training) {
        List<Feature> features = schema.features();
        double[] mean = new double[features.size()];
        double[] deviation = new double[features.size()];
        for (int f = 0; f < features.size(); f++) {
            String name = features.get(f).name();
            double[] values = training.stream()
                    .filter(one -> one.numbers().containsKey(name))
                    .mapToDouble(one -> one.numbers().get(name))
                    .toArray();
            mean[f] = mean(values);
            deviation[f] = deviation(values, mean[f]);
        }
        return new Columns(features, mean, deviation);
    }

    int count() {
        return features.size();
    }

    /** How many levels a category has, "other" among them; 0 for a quantity. */
    int levels(int column) {
        return features.get(column) instanceof Categorical categorical
                ? categorical.levels().size() + 1
                : 0;
    }

    Row row(Case one) {
        double[] values = new double[count()];
        boolean[] present = new boolean[count()];
        for (int f = 0; f < count(); f++) {
            Feature feature = features.get(f);
            if (feature instanceof Categorical categorical) {
                String level = one.categories().get(feature.name());
                present[f] = level != null;
                values[f] = level == null ? 0 : number(categorical, level);
            } else {
                Double value = one.numbers().get(feature.name());
                present[f] = value != null;
                values[f] = value == null ? 0 : (value - mean[f]) / deviation[f];
            }
        }
        return new Row(values, present);
    }

    /** The case with {@code filled} in its gaps; what it had is untouched. */
    Case filled(Case one, double[] filled) {
        Map<String, Double> numbers = new LinkedHashMap<>(one.numbers());
        Map<String, String> categories = new LinkedHashMap<>(one.categories());
        for (int f = 0; f < count(); f++) {
            if (features.get(f) instanceof Categorical categorical) {
                categories.putIfAbsent(categorical.name(), level(categorical, (int) filled[f]));
            } else {
                numbers.putIfAbsent(features.get(f).name(), mean[f] + filled[f] * deviation[f]);
            }
        }
        return one.evidence(numbers, categories, one.images());
    }

    /** As {@link org.gapwise.core.encoding.Encoding} numbers them: what is not listed is "other", the last. */
    private static int number(Categorical categorical, String level) {
        int index = categorical.levels().indexOf(level);
        return index >= 0 ? index : categorical.levels().size();
    }

    private static String level(Categorical categorical, int index) {
        List<String> levels = new ArrayList<>(categorical.levels());
        levels.add(Categorical.OTHER);
        return levels.get(index);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum == 0 ? 1 : Math.sqrt(sum / values.length);
    }
}

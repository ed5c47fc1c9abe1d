package org.gapwise.core.encoding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * From a case's words and units to the model's numbers, learnt on the training part only. A value that is not there
 * stays not there: its cell holds 0 and its presence bit is false.
 *
 * @param scales by numeric feature
 */
public record Encoding(Schema schema, Map<String, NumericScale> scales) {

    public Encoding {
        scales = Collections.unmodifiableMap(new LinkedHashMap<>(scales));
    }

    /** Learns the scales from what was observed in these cases. */
    public static Encoding fit(Cohort training, Scaling scaling) {
        Map<String, List<Double>> observed = new LinkedHashMap<>();
        for (Feature feature : training.schema().features()) {
            if (feature instanceof Numeric) {
                observed.put(feature.name(), new ArrayList<>());
            }
        }
        for (Case one : training.cases()) {
            observed.forEach((name, values) -> {
                Double value = one.numbers().get(name);
                if (value != null) {
                    values.add(value);
                }
            });
        }
        Map<String, NumericScale> scales = new LinkedHashMap<>();
        observed.forEach((name, values) -> scales.put(
                name,
                NumericScale.fit(
                        scaling,
                        values.stream().mapToDouble(Double::doubleValue).toArray())));
        return new Encoding(training.schema(), scales);
    }

    /** The text of encoding.json. */
    public String toJson() {
        return EncodingJson.write(this);
    }

    /** Reads the text of encoding.json. */
    public static Encoding parse(Schema schema, String json) {
        return EncodingJson.read(schema, json);
    }

    public EncodedCase encode(Case one) {
        List<Cells> tables =
                schema.tables().stream().map(table -> cells(table, one)).toList();
        byte[] labels = new byte[schema.targets().size()];
        for (int t = 0; t < labels.length; t++) {
            labels[t] =
                    EncodedCase.code(one.labels().get(schema.targets().get(t).name()));
        }
        return new EncodedCase(one, tables, one.images(), labels);
    }

    private Cells cells(TableModality table, Case one) {
        int size = table.features().size();
        float[] values = new float[size];
        boolean[] present = new boolean[size];
        for (int f = 0; f < size; f++) {
            Feature feature = table.features().get(f);
            if (feature instanceof Categorical categorical) {
                String level = one.categories().get(feature.name());
                present[f] = level != null;
                values[f] = level == null ? 0 : code(categorical, level);
            } else {
                Double value = one.numbers().get(feature.name());
                present[f] = value != null;
                values[f] = value == null ? 0 : (float) scale(feature).apply(value);
            }
        }
        return new Cells(values, present);
    }

    /** Levels are numbered from 0 in the schema's order; everything else is "other", the last number. */
    private static int code(Categorical feature, String level) {
        int index = feature.levels().indexOf(level);
        return index >= 0 ? index : feature.levels().size();
    }

    private NumericScale scale(Feature feature) {
        NumericScale scale = scales.get(feature.name());
        if (scale == null) {
            throw new IllegalStateException("no scale was learnt for \"" + feature.name() + "\"");
        }
        return scale;
    }
}

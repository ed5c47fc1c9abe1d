package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.Target;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.table.Division;
import org.gapwise.data.table.TableReading;

/** A cohort turned on its side, read once: all checks look at it. */
final class Evidence {

    /**
     * One feature.
     *
     * @param values numbers, or numbers of levels; what is not measured is never read
     */
    record Column(Feature feature, BitSet measured, double[] values) {

        /** The measured numbers, rising. */
        double[] sorted() {
            return measured.stream().mapToDouble(i -> values[i]).sorted().toArray();
        }
    }

    /** One target: the cases with a sure answer. */
    record Answers(Target target, BitSet positive, BitSet negative) {}

    private final TableReading reading;
    private final Division division;
    private final List<ImageCheck> images;
    private final List<String> ids = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Answers> answers = new ArrayList<>();
    private final Map<String, Map<Integer, ImageFile>> files = new HashMap<>();

    Evidence(TableReading reading, Division division, List<ImageCheck> images) {
        this.reading = reading;
        this.division = division;
        this.images = images;
        Cohort cohort = reading.readable();
        Schema schema = cohort.schema();
        schema.features()
                .forEach(feature ->
                        columns.add(new Column(feature, new BitSet(cohort.size()), new double[cohort.size()])));
        schema.targets().forEach(target -> answers.add(new Answers(target, new BitSet(), new BitSet())));
        schema.images().forEach(modality -> files.put(modality.name(), new LinkedHashMap<>()));
        Map<String, Integer> levels = new HashMap<>();
        for (int i = 0; i < cohort.size(); i++) {
            add(i, cohort.get(i), levels);
        }
    }

    private void add(int row, Case one, Map<String, Integer> levels) {
        ids.add(one.id());
        groups.add(one.group());
        for (Column column : columns) {
            Optional<Double> value = column.feature instanceof Numeric
                    ? Optional.ofNullable(one.numbers().get(column.feature.name()))
                    : Optional.ofNullable(one.categories().get(column.feature.name()))
                            .map(level -> (double) levels.computeIfAbsent(level, l -> levels.size()));
            value.ifPresent(v -> {
                column.measured.set(row);
                column.values[row] = v;
            });
        }
        for (Answers answer : answers) {
            Label label = one.labels().get(answer.target.name());
            answer.positive.set(row, label == Label.POSITIVE);
            answer.negative.set(row, label == Label.NEGATIVE);
        }
        one.images().forEach((modality, source) -> {
            if (source instanceof ImageFile file) {
                files.getOrDefault(modality, new HashMap<>()).put(row, file);
            }
        });
    }

    int size() {
        return ids.size();
    }

    Schema schema() {
        return reading.readable().schema();
    }

    /** Whether the table names patients; if not, every case is a group of its own. */
    boolean hasGroups() {
        return schema().groupKey().isPresent();
    }

    TableReading reading() {
        return reading;
    }

    Division division() {
        return division;
    }

    Optional<Part> part(int row) {
        return division.parts().get(row);
    }

    /** Whether two cases stand in different parts. */
    boolean parted(int first, int second) {
        return part(first).isPresent()
                && part(second).isPresent()
                && !part(first).equals(part(second));
    }

    /** Whether two cases belong to different patients. */
    boolean strangers(int first, int second) {
        return !groups.get(first).equals(groups.get(second));
    }

    List<ImageCheck> images() {
        return images;
    }

    List<String> ids() {
        return ids;
    }

    List<String> groups() {
        return groups;
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> numbers() {
        return columns.stream().filter(c -> c.feature instanceof Numeric).toList();
    }

    List<Answers> answers() {
        return answers;
    }

    /** The pictures of a modality by row. */
    Map<Integer, ImageFile> files(String modality) {
        return files.getOrDefault(modality, Map.of());
    }

    String where(int row) {
        return reading.where(row);
    }

    /** Names two rows for a message. */
    String where(int first, int second) {
        return reading.where(first) + " and row " + (second + 1);
    }

    /** Names a column for a message. */
    String where(String column) {
        return reading.table() + ", column \"" + column + "\"";
    }
}

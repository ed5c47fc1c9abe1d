package org.gapwise.data.table;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Schema;

/** The cases of a table, held column by column; a {@link Case} is put together when it is asked for. */
public final class TableCohort implements Cohort {

    /** All that was read, in the schema's order. */
    record Columns(
            Keys keys,
            List<NumberColumn> numbers,
            List<LevelColumn> levels,
            List<ImageColumn> images,
            List<LabelColumn> labels) {}

    private final Schema schema;
    private final int size;
    private final Columns columns;
    private final List<Problem> warnings;

    TableCohort(Schema schema, int size, Columns columns, List<Problem> warnings) {
        this.schema = schema;
        this.size = size;
        this.columns = columns;
        this.warnings = warnings;
    }

    /** The table that a schema.toml names, with all of its columns; every fault in one exception. */
    public static TableCohort open(Path schemaFile) {
        Path folder = schemaFile.toAbsolutePath().getParent();
        return open(Schema.read(schemaFile), folder == null ? Path.of("") : folder);
    }

    /** The same for a schema already read; its paths are relative to the folder. */
    public static TableCohort open(Schema schema, Path folder) {
        return TableReading.of(schema, TableSource.of(schema, folder)).cohort();
    }

    /**
     * Another table for prediction: label columns are not read, the group and any feature may be absent. Pictures are
     * below {@code images}, whatever the schema's {@code root} says.
     */
    public static TableCohort openForPrediction(Schema schema, String table, Path images) {
        return TableReading.of(schema, TableSource.forPrediction(table).withImages(images))
                .cohort();
    }

    /** The same with pictures below the schema's {@code root}, relative to the table's folder. */
    public static TableCohort openForPrediction(Schema schema, String table) {
        return TableReading.of(schema, TableSource.forPrediction(table)).cohort();
    }

    /** What a person should look at, though the cases can be used. */
    public List<Problem> warnings() {
        return warnings;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Case get(int index) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        columns.numbers.forEach(column -> column.into(index, numbers));
        Map<String, String> categories = new LinkedHashMap<>();
        columns.levels.forEach(column -> column.into(index, categories));
        Map<String, ImageSource> images = new LinkedHashMap<>();
        columns.images.forEach(column -> column.into(index, images));
        Map<String, Label> labels = new LinkedHashMap<>();
        columns.labels.forEach(column -> column.at(index).ifPresent(label -> labels.put(column.name(), label)));
        return new Case(
                columns.keys.cases().get(index), columns.keys.groups().get(index), numbers, categories, images, labels);
    }
}

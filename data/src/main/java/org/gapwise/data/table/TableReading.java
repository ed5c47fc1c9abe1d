package org.gapwise.data.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * A table read by a schema, with everything that was found on the way: faults, for which it cannot be used, and
 * warnings, with which it can.
 */
public final class TableReading {

    private final TableCohort cohort;
    private final Places places;
    private final List<Problem> faults;
    private final List<Problem> warnings;

    private TableReading(TableCohort cohort, Context context) {
        this.cohort = cohort;
        this.places = context.table().places();
        this.faults = context.faults().list();
        this.warnings = context.warnings().list();
    }

    /** A file that is not whole or not a table at all is a {@link DataException} at once. */
    public static TableReading of(Schema schema, TableSource source) {
        Set<String> used = columns(schema, source.complete());
        Table table = source.file().read(source.limits(), used::contains);
        Context context = new Context(table, source.complete(), new Findings(), new Findings());
        return of(schema, context, modality -> ImageFiles.read(modality, source.root(modality), context));
    }

    /** Rows of a table for prediction that were read elsewhere, with pictures from anywhere. */
    public static TableReading of(Schema schema, Table rows, Pictures pictures) {
        Context context = new Context(rows, false, new Findings(), new Findings());
        return of(schema, context, modality -> FoundImages.read(modality, pictures, context));
    }

    /** The columns of a table for prediction that are read by this schema. */
    public static Set<String> columns(Schema schema) {
        return columns(schema, false);
    }

    private static TableReading of(Schema schema, Context context, Function<ImageModality, ImageColumn> images) {
        Table table = context.table();
        if (table.rows() == 0) {
            context.faults().add(new Problem("the table has no rows.", table.file(), "Give at least one case."));
        }
        TableCohort.Columns columns = new TableCohort.Columns(
                Keys.read(schema.caseKey(), schema.groupKey(), context),
                features(schema, Numeric.class).stream()
                        .map(f -> NumberColumn.read(f.feature(), f.modality(), context))
                        .toList(),
                features(schema, Categorical.class).stream()
                        .map(f -> LevelColumn.read(f.feature(), f.modality(), context))
                        .toList(),
                schema.images().stream().map(images).toList(),
                schema.targets().stream()
                        .map(t -> context.complete() ? LabelColumn.read(t, context) : LabelColumn.none(t))
                        .toList());
        return new TableReading(
                new TableCohort(
                        schema, table.rows(), columns, context.warnings().list()),
                context);
    }

    private record Placed<F extends Feature>(F feature, TableModality modality) {}

    private static <F extends Feature> List<Placed<F>> features(Schema schema, Class<F> kind) {
        return schema.tables().stream()
                .flatMap(modality -> modality.features().stream()
                        .filter(kind::isInstance)
                        .map(feature -> new Placed<>(kind.cast(feature), modality)))
                .toList();
    }

    private static Set<String> columns(Schema schema, boolean labels) {
        Set<String> used = new HashSet<>();
        used.add(schema.caseKey());
        schema.groupKey().ifPresent(used::add);
        schema.features().forEach(feature -> used.add(feature.column()));
        schema.images().forEach(modality -> used.add(modality.column()));
        if (labels) {
            schema.targets().forEach(target -> used.add(target.column()));
        }
        return used;
    }

    /** The cases; throws all faults, if there are any. */
    public TableCohort cohort() {
        if (!faults.isEmpty()) {
            throw new DataException(faults);
        }
        return cohort;
    }

    /** The cases as far as they could be read, faulty cells left out: to look at, not to learn from. */
    public TableCohort readable() {
        return cohort;
    }

    /** What makes the table unusable, in the order of the schema. */
    public List<Problem> faults() {
        return faults;
    }

    /** What a person should look at. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Path of the table, for messages. */
    public String table() {
        return places.file();
    }

    /** Names a row, counted from 0, for a message. */
    public String where(int row) {
        return places.where(row);
    }
}

package org.gapwise.data.table;

import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;

/**
 * Which table to read by a schema, and what it has to hold.
 *
 * @param file the table
 * @param folder what the modalities' {@code root} is relative to
 * @param images when given, the folder of the pictures of all modalities, instead of their {@code root}
 * @param complete whether every column of the schema has to be there, labels included; when not, a column that is not
 *     there is "not measured" in every row, and labels are not read at all
 * @param limits for text tables
 */
public record TableSource(TableFile file, Path folder, Optional<Path> images, boolean complete, TableLimits limits) {

    /** The schema's own table, for training and evaluation; {@code folder} is the one of schema.toml. */
    public static TableSource of(Schema schema, Path folder) {
        return new TableSource(TableFile.of(schema.table(), folder), folder, Optional.empty(), true, TableLimits.USUAL);
    }

    /** Another table with the source's own columns, for prediction; pictures are looked for beside the table. */
    public static TableSource forPrediction(String table) {
        TableFile file = TableFile.of(table, Path.of(""));
        Path beside = file.path().toAbsolutePath().getParent();
        return new TableSource(file, beside == null ? Path.of("") : beside, Optional.empty(), false, TableLimits.USUAL);
    }

    /** The same with the pictures of all modalities below this folder. */
    public TableSource withImages(Path root) {
        return new TableSource(file, folder, Optional.of(root), complete, limits);
    }

    Path root(ImageModality modality) {
        return images.orElseGet(() -> folder.resolve(modality.root()));
    }
}

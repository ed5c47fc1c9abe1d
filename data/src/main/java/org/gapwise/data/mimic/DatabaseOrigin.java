package org.gapwise.data.mimic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.file.Sha256;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.desk.Effort;

/**
 * A table of a DuckDB database as mimic-code builds it: schemas mimiciv_hosp, mimiciv_icu, mimiciv_ed, mimiciv_note.
 * The database is opened to be read only, and nothing but its tables is looked at.
 *
 * @param schema that holds it
 * @param types DuckDB type by column
 */
record DatabaseOrigin(SourceTable table, Path file, String schema, Map<String, String> types) implements Origin {

    /** Where the word stands in the file, after a checksum. */
    private static final int MAGIC_AT = 8;

    private static final String MAGIC = "DUCK";

    /** Refuses what cannot be a place of tables. */
    static void check(Path given) {
        if (PostgresAddress.isOne(given)) {
            PostgresAddress.of(given);
            return;
        }
        if (Files.isRegularFile(given)) {
            if (!begins(given)) {
                throw new DataException(
                        "the file is no DuckDB database.",
                        given.toString(),
                        "Give the folder as PhysioNet ships it, or a database that mimic-code made.");
            }
            Path log = given.resolveSibling(given.getFileName() + ".wal");
            if (Files.exists(log)) {
                throw new DataException(
                        "the database was not closed: what was written last is in " + log.getFileName() + ".",
                        given.toString(),
                        "Close it, or open it with DuckDB and run CHECKPOINT.");
            }
        }
    }

    private static boolean begins(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MAGIC_AT + MAGIC.length());
            return new String(head, StandardCharsets.ISO_8859_1).endsWith(MAGIC)
                    && head.length == MAGIC_AT + MAGIC.length();
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    /** Empty when the database has no such table. */
    static Optional<DatabaseOrigin> find(SourceTable table, Path file, Path folder) {
        String schema = "mimiciv_" + table.schema();
        try (Desk desk = Desk.reading(new Effort("200MB", 1), folder, file)) {
            Map<String, String> types = new LinkedHashMap<>();
            // A view may hold any query at all; only tables are read.
            desk.each(
                    "SELECT c.column_name, c.data_type FROM duckdb_columns() c JOIN duckdb_tables() t"
                            + " USING (database_oid, schema_oid, table_oid) WHERE t.database_name = "
                            + Desk.text(Desk.SOURCE) + " AND t.schema_name = " + Desk.text(schema)
                            + " AND t.table_name = " + Desk.text(table.name()) + " ORDER BY c.column_index",
                    row -> types.put(row.get(0), row.get(1)));
            return types.isEmpty() ? Optional.empty() : Optional.of(new DatabaseOrigin(table, file, schema, types));
        } catch (Desk.Failed e) {
            throw unreadable(file);
        }
    }

    private static DataException unreadable(Path file) {
        return new DataException(
                "the database cannot be opened: it is damaged, in use, or of a newer DuckDB.",
                file.toString(),
                "Close it elsewhere, build it again with an older DuckDB, or give the folder of csv files.");
    }

    @Override
    public String path() {
        return file.getFileName() + ", " + schema + "." + table.name();
    }

    @Override
    public String where() {
        return file + ", " + schema + "." + table.name();
    }

    @Override
    public String line(String said) {
        return "";
    }

    @Override
    public String sha256() {
        return Sha256.of(file);
    }

    @Override
    public List<String> header() {
        return List.copyOf(types.keySet());
    }

    @Override
    public Desk open(Effort effort, Path folder) {
        return Desk.reading(effort, folder, file);
    }

    @Override
    public String relation() {
        return Desk.SOURCE + "." + Desk.name(schema) + "." + Desk.name(table.name());
    }

    /** mimic-code keeps some numbers in 32 bits; by way of text they are the decimals again that they were made of. */
    @Override
    public String column(String named, String type) {
        boolean single = "FLOAT".equals(types.get(named));
        String cell = single ? "CAST(" + Desk.name(named) + " AS VARCHAR)" : Desk.name(named);
        return "CAST(" + cell + " AS " + type + ")";
    }

    @Override
    public Map<String, String> published() {
        return Map.of();
    }
}

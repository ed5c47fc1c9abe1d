package org.gapwise.data.mimic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.desk.Effort;

/**
 * A table on a PostgreSQL server, in a schema named as mimic-code does. What is read of it is written to a file, from
 * which all goes on as from any other; the file is gone afterwards.
 *
 * @param columns that the table has
 * @param file that it is written to
 */
record PostgresOrigin(SourceTable table, PostgresServer server, List<String> columns, Path file) implements Origin {

    /** Empty when the database has no such table. */
    static Optional<PostgresOrigin> find(SourceTable table, PostgresServer server, Path folder) {
        List<String> columns = server.columns(schema(table), table.name());
        Path file = folder.resolve(table.name() + "-" + ProcessHandle.current().pid() + ".export.csv");
        return columns.isEmpty() ? Optional.empty() : Optional.of(new PostgresOrigin(table, server, columns, file));
    }

    private static String schema(SourceTable table) {
        return "mimiciv_" + table.schema();
    }

    @Override
    public String path() {
        return server.address() + ", " + schema(table) + "." + table.name();
    }

    @Override
    public String where() {
        return path();
    }

    @Override
    public String line(String said) {
        return "";
    }

    /** Fetches it. */
    @Override
    public String sha256() {
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + file.resolveSibling(""), e);
        }
        return server.export(query(), file, where());
    }

    /**
     * The columns that are read and the rows that are kept, in an order that their content gives: a server keeps rows in
     * none, and another one after every change.
     */
    private String query() {
        List<String> wanted = columns.stream()
                .filter(name -> table.columns().containsKey(name.toLowerCase(Locale.ROOT)))
                .toList();
        String selected = wanted.stream().map(Desk::name).collect(Collectors.joining(", "));
        String sorted = wanted.stream().map(this::key).collect(Collectors.joining(", "));
        return "SELECT " + selected + " FROM " + Desk.name(schema(table)) + "." + Desk.name(table.name())
                + table.kept().map(condition -> " WHERE " + condition).orElse("")
                + (wanted.isEmpty() ? "" : " ORDER BY " + sorted);
    }

    /** Words by their bytes, as on every server. */
    private String key(String name) {
        boolean words = "VARCHAR".equals(table.columns().get(name.toLowerCase(Locale.ROOT)));
        return Desk.name(name) + (words ? "::text COLLATE \"C\"" : "");
    }

    private CsvOrigin exported() {
        return new CsvOrigin(table, file.resolveSibling(""), file);
    }

    @Override
    public List<String> header() {
        return exported().header();
    }

    @Override
    public Desk open(Effort effort, Path folder) {
        return exported().open(effort, folder);
    }

    @Override
    public String relation() {
        return exported().relation();
    }

    @Override
    public String column(String named, String type) {
        return exported().column(named, type);
    }

    @Override
    public Map<String, String> published() {
        return Map.of();
    }

    @Override
    public void release() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + file, e);
        }
    }
}

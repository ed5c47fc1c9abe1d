package org.gapwise.data.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gapwise.core.DataException;

/**
 * A Parquet file or a table of a DuckDB database, every cell as text. The connection sees this one file and no other,
 * whatever a view in the database asks for.
 */
final class DuckTable {

    private final TableFile file;

    DuckTable(TableFile file) {
        this.file = file;
    }

    Table read(Predicate<String> wanted) {
        Path scratch = scratch();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String source = open(statement, scratch);
            List<String> header = header(statement, source);
            return rows(statement, source, header, wanted);
        } catch (SQLException e) {
            throw new DataException(
                    "the table cannot be read (" + firstLine(e) + ").",
                    file.path() + (file.table().isEmpty() ? "" : "#" + file.table()),
                    file.isDatabase()
                            ? "Name an existing table as file.duckdb#table; close other programs that write to it."
                            : "Write the file again.");
        } finally {
            delete(scratch);
        }
    }

    /** Sets the limits, lets in the one file, and locks the door; gives what to select from. */
    private String open(Statement statement, Path scratch) throws SQLException {
        String path = literal(file.path().toAbsolutePath().toString());
        statement.execute("SET memory_limit = '1GB'");
        statement.execute(
                "SET threads = " + Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())));
        statement.execute("SET temp_directory = " + literal(scratch.toString()));
        if (file.isDatabase()) {
            statement.execute("ATTACH " + path + " AS source (READ_ONLY)");
        } else {
            statement.execute("SET allowed_paths = [" + path + "]");
        }
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
        return file.isDatabase() ? "source." + name(file.table()) : "read_parquet(" + path + ")";
    }

    private static List<String> header(Statement statement, String source) throws SQLException {
        try (ResultSet none = statement.executeQuery("SELECT * FROM " + source + " LIMIT 0")) {
            ResultSetMetaData columns = none.getMetaData();
            List<String> header = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                header.add(columns.getColumnName(i));
            }
            return header;
        }
    }

    private Table rows(Statement statement, String source, List<String> header, Predicate<String> wanted)
            throws SQLException {
        List<Integer> chosen = IntStream.range(0, header.size())
                .filter(i -> wanted.test(header.get(i)))
                .boxed()
                .toList();
        Table.Builder table = new Table.Builder(file.path().toString(), header, chosen);
        String texts = chosen.stream()
                .map(i -> "CAST(" + name(header.get(i)) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        try (ResultSet result =
                statement.executeQuery("SELECT " + (texts.isEmpty() ? "1" : texts) + " FROM " + source)) {
            String[] row = new String[header.size()];
            while (result.next()) {
                for (int i = 0; i < chosen.size(); i++) {
                    String text = result.getString(i + 1);
                    row[chosen.get(i)] = text == null ? "" : text;
                }
                table.row(column -> row[column]);
            }
        }
        return table.build();
    }

    private static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String firstLine(SQLException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("gapwise-duckdb");
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a temporary folder", e);
        }
    }

    private static void delete(Path scratch) {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // The system clears its temporary folder; the table was read.
        }
    }
}

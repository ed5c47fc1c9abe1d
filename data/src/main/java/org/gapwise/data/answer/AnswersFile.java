package org.gapwise.data.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.gapwise.core.DataException;
import org.gapwise.core.file.AtomicFile;

/**
 * Answers as Parquet: a column {@code case} (position in the cohort), a column {@code view} (what was taken from it),
 * and one column of probabilities a target, in the order of rows and views. Written whole or not at all.
 */
public final class AnswersFile {

    private AnswersFile() {}

    /** Writes in the order of rows and views. */
    public static void write(Path file, List<String> targets, List<Answer> answers) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String columns =
                    columns(targets).stream().map(c -> c + " DOUBLE NOT NULL").collect(Collectors.joining(", "));
            statement.execute(
                    "CREATE TABLE said (\"case\" INTEGER NOT NULL, \"view\" VARCHAR NOT NULL, " + columns + ")");
            append(connection.unwrap(DuckDBConnection.class), answers);
            statement.execute("COPY said TO " + literal(part) + " (FORMAT parquet, COMPRESSION zstd)");
            AtomicFile.force(part);
            AtomicFile.move(part, file);
        } catch (SQLException e) {
            throw new IllegalStateException("could not write answers", e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    private static void append(DuckDBConnection connection, List<Answer> answers) throws SQLException {
        List<Answer> rows = answers.stream()
                .sorted(Comparator.comparingInt(Answer::row).thenComparing(Answer::view))
                .toList();
        try (DuckDBAppender appender = connection.createAppender("main", "said")) {
            for (Answer row : rows) {
                appender.beginRow();
                appender.append(row.row());
                appender.append(row.view());
                for (double p : row.probabilities()) {
                    appender.append(p);
                }
                appender.endRow();
            }
        }
    }

    /** Reads what {@link #write} wrote, for the same targets. */
    public static List<Answer> read(Path file, List<String> targets) {
        String columns = String.join(", ", columns(targets));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT \"case\", \"view\", " + columns + " FROM read_parquet(" + literal(file) + ")")) {
            List<Answer> answers = new ArrayList<>();
            while (rows.next()) {
                double[] p = new double[targets.size()];
                for (int t = 0; t < p.length; t++) {
                    p[t] = rows.getDouble(t + 3);
                }
                answers.add(new Answer(rows.getInt(1), rows.getString(2), p));
            }
            return answers;
        } catch (SQLException e) {
            throw new DataException(
                    "the answers cannot be read.",
                    file.toString(),
                    "Delete the file and run the study again with --resume; only this cell is done anew.");
        }
    }

    /** One a target, quoted. The database takes no notice of case: what was there already has a number behind. */
    private static List<String> columns(List<String> targets) {
        Set<String> taken = new HashSet<>(List.of("case", "view"));
        List<String> columns = new ArrayList<>();
        for (String target : targets) {
            String column = target;
            for (int number = 2; !taken.add(column.toLowerCase(Locale.ROOT)); number++) {
                column = target + " " + number;
            }
            columns.add("\"" + column.replace("\"", "\"\"") + "\"");
        }
        return columns;
    }

    private static String literal(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}

package org.gapwise.data.desk;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB with its limits set and its doors locked: it sees the files it was opened with and no other. */
public final class Desk implements AutoCloseable {

    /** A database that is open beside its own. */
    public static final String SOURCE = "source";

    private final Connection connection;
    private final Statement statement;

    private Desk(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /**
     * Opens it.
     *
     * @param folders it may read and write; the first also holds what does not fit into memory
     * @param files it may read
     */
    public static Desk open(Effort effort, List<Path> folders, List<Path> files) {
        return open(effort, folders, files, List.of());
    }

    /** Opens it beside a database that it may not change, named {@link #SOURCE}. */
    public static Desk reading(Effort effort, Path folder, Path database) {
        String attach = "ATTACH " + path(database) + " AS " + SOURCE + " (TYPE duckdb, READ_ONLY)";
        return open(effort, List.of(folder), List.of(), List.of(attach));
    }

    private static Desk open(Effort effort, List<Path> folders, List<Path> files, List<String> first) {
        try {
            Files.createDirectories(folders.get(0));
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            Desk desk = new Desk(connection, connection.createStatement());
            try {
                first.forEach(desk::run);
                desk.limit(effort, folders, files);
                return desk;
            } catch (Failed e) {
                desk.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + folders.get(0), e);
        }
    }

    private void limit(Effort effort, List<Path> folders, List<Path> files) {
        run("SET memory_limit = " + text(effort.memory()));
        run("SET threads = " + effort.threads());
        run("SET temp_directory = " + path(folders.get(0).resolve("spill")));
        run("SET allowed_directories = " + paths(folders));
        run("SET allowed_paths = " + paths(files));
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    public void run(String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** The one number that a query gives. */
    public long count(String sql) {
        String cell = rows(sql).get(0).get(0);
        return cell.isEmpty() ? 0 : Long.parseLong(cell);
    }

    /** The rows of a query that gives few; nothing is an empty text. */
    public List<List<String>> rows(String sql) {
        List<List<String>> rows = new ArrayList<>();
        each(sql, rows::add);
        return rows;
    }

    /** Reads the rows of a query one by one. */
    public void each(String sql, Consumer<List<String>> reader) {
        try (ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    String cell = result.getString(i);
                    row.add(cell == null ? "" : cell);
                }
                reader.accept(row);
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** Adds rows of whole numbers to a table. */
    public void append(String table, Iterable<long[]> rows) {
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            for (long[] row : rows) {
                appender.beginRow();
                for (long cell : row) {
                    appender.append(cell);
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** Opens a table to which rows are added one by one; it is whole when that is closed. */
    public Rows rowsOf(String table) {
        try {
            return new Rows(
                    connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table));
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** Adds rows to a table. */
    public static final class Rows implements AutoCloseable {

        private final DuckDBAppender appender;

        private Rows(DuckDBAppender appender) {
            this.appender = appender;
        }

        /** Adds a row of texts, whole and other numbers; an empty {@link Optional} is nothing. */
        public void add(Object... cells) {
            try {
                appender.beginRow();
                for (Object cell : cells) {
                    append(cell instanceof Optional<?> maybe ? maybe.map(Object.class::cast) : Optional.of(cell));
                }
                appender.endRow();
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }

        private void append(Optional<Object> cell) throws SQLException {
            if (cell.isEmpty()) {
                appender.appendNull();
            } else if (cell.get() instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (cell.get() instanceof Number whole) {
                appender.append(whole.longValue());
            } else {
                appender.append(cell.get().toString());
            }
        }

        @Override
        public void close() {
            try {
                appender.close();
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }
    }

    /** What DuckDB said no to. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException e) {
            super(e.getMessage(), e);
        }
    }

    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String texts(List<String> values) {
        return values.stream().map(Desk::text).collect(Collectors.joining(", ", "[", "]"));
    }

    public static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    public static String path(Path path) {
        return text(path.toAbsolutePath().normalize().toString());
    }

    private static String paths(List<Path> paths) {
        return texts(paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .toList());
    }

    @Override
    public void close() {
        try {
            statement.close();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        }
    }
}

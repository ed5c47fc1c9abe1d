package org.gapwise.data.mimic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL server that is asked for tables, in one transaction that reads only: all of them are of one moment. Its
 * own words are never repeated, since they may hold a cell.
 */
final class PostgresServer implements AutoCloseable {

    /**
     * No row left out in silence, no function but the server's own, memory to sort, and time: tables are converted within the
     * transaction.
     */
    private static final List<String> SETTINGS = List.of(
            "SET search_path = pg_catalog",
            "SET row_security = off",
            "SET work_mem = '128MB'",
            "SET idle_in_transaction_session_timeout = 0",
            "SET DateStyle = 'ISO'",
            "SET extra_float_digits = 1");

    private static final String NOT_ALLOWED = "42501";
    /** What the driver says where a password is asked for and there is none. */
    private static final String REJECTED = "08004";

    private final PostgresAddress address;
    private final Connection connection;

    private PostgresServer(PostgresAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
    }

    static PostgresServer open(PostgresAddress address) {
        try {
            Optional<Connection> connection =
                    Optional.ofNullable(new Driver().connect(address.url(), address.properties(System.getenv())));
            PostgresServer server = new PostgresServer(address, connection.orElseThrow());
            try {
                server.begin();
                return server;
            } catch (SQLException e) {
                server.close();
                throw e;
            }
        } catch (SQLException e) {
            throw refused(address.toString(), e);
        }
    }

    private void begin() throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
        }
    }

    /** Names of a table's columns; none when there is no such table. A view may hold any query at all and is none. */
    List<String> columns(String schema, String table) {
        String sql = "SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')"
                + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        } catch (SQLException e) {
            throw refused(address + ", " + schema + "." + table, e);
        }
    }

    /** Writes what a query gives as text with a header, and gives the SHA-256 of that. */
    String export(String query, Path file, String where) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Savepoint before = connection.setSavepoint();
            try (OutputStream out =
                    new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (" + query + ") TO STDOUT (FORMAT csv, HEADER true)", out);
            } catch (SQLException e) {
                undo(before, e);
                throw e;
            }
            connection.releaseSavepoint(before);
            return HexFormat.of().formatHex(digest.digest());
        } catch (SQLException e) {
            throw refused(where, e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void undo(Savepoint before, SQLException cause) {
        try {
            connection.rollback(before);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    PostgresAddress address() {
        return address;
    }

    /** By the class of the server's code; anything else is told by the code alone. */
    private static DataException refused(String where, SQLException e) {
        String code = String.valueOf(e.getSQLState());
        boolean whole = code.equals(NOT_ALLOWED) || code.equals(REJECTED) || code.length() < 2;
        return switch (whole ? code : code.substring(0, 2)) {
            case "08" ->
                new DataException(
                        "the PostgreSQL server cannot be reached, or not safely, or the connection was lost.",
                        where,
                        "Look at host and port and at the server's log; another machine has to show a certificate for its name.");
            case REJECTED, "28" ->
                new DataException(
                        "the PostgreSQL server does not accept the user or the password.",
                        where,
                        "Name the user before the host, and put the password into ~/.pgpass or PGPASSWORD.");
            case "3D" ->
                new DataException(
                        "there is no such database on the PostgreSQL server.", where, "Name the one that was loaded.");
            case NOT_ALLOWED ->
                new DataException(
                        "the user may not read the table.",
                        where,
                        "Grant SELECT on it and USAGE on its schema; if it has row policies, ask as a user whom they do not bind.");
            default ->
                new DataException(
                        "the PostgreSQL server stopped with code " + code + ".", where, "Look into the server's log.");
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was written that could be lost.
        }
    }
}

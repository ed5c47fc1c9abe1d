package org.gapwise.data.mimic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Problems;
import org.gapwise.core.Progress;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.toml.Spelling;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.desk.Effort;

/**
 * Finds tables, proves that they are whole, and copies them to Parquet. A copy is named after its source's SHA-256, so
 * that it is made once, and never taken for another.
 */
final class Intake implements AutoCloseable {

    private final MimicFolders folders;
    private final Path work;
    private final Effort effort;

    /** By file: a database holds many tables and is read through once. */
    private final Map<Path, String> hashes = new HashMap<>();

    private final Map<Path, Map<String, String>> published = new HashMap<>();

    private final Map<Path, PostgresServer> servers = new HashMap<>();

    Intake(MimicFolders folders, Path work, Effort effort) {
        this.folders = folders;
        this.work = work;
        this.effort = effort;
        folders.ofTables().forEach(DatabaseOrigin::check);
    }

    /** Whether it is there at all. */
    boolean has(SourceTable table) {
        return find(table).isPresent();
    }

    /** All problems with finding and with being whole come at once. */
    List<InputFile> read(List<SourceTable> tables, Progress progress) {
        Problems problems = new Problems();
        List<Origin> found = new ArrayList<>();
        tables.forEach(table -> find(table).ifPresentOrElse(found::add, () -> problems.addAll(List.of(absent(table)))));
        List<InputFile> inputs = new ArrayList<>();
        progress.start("Reading tables", found.size());
        for (Origin each : found) {
            progress.note(each.path());
            try {
                inputs.add(input(each));
            } catch (DataException e) {
                problems.addAll(e.problems());
            } finally {
                each.release();
            }
            progress.step(1);
        }
        progress.done();
        problems.throwIfAny(DataException::new);
        return inputs;
    }

    private Optional<? extends Origin> find(SourceTable table) {
        Path root = folders.of(table.set());
        if (PostgresAddress.isOne(root)) {
            PostgresServer server =
                    servers.computeIfAbsent(root, address -> PostgresServer.open(PostgresAddress.of(address)));
            return PostgresOrigin.find(table, server, work);
        }
        return Files.isRegularFile(root) ? DatabaseOrigin.find(table, root, work) : CsvOrigin.find(table, root);
    }

    private Problem absent(SourceTable table) {
        Path root = folders.of(table.set());
        boolean database = PostgresAddress.isOne(root) || Files.isRegularFile(root);
        return new Problem(
                "the table " + table.name() + " is not there.",
                database
                        ? MimicFolders.named(root) + ", mimiciv_" + table.schema() + "." + table.name()
                        : root.resolve(table.files().get(0)) + ".csv.gz",
                database
                        ? "Load it into the database, or give a folder as PhysioNet ships it."
                        : "Give the folder as PhysioNet ships it, and fetch what is missing.");
    }

    @Override
    public void close() {
        servers.values().forEach(PostgresServer::close);
    }

    private InputFile input(Origin origin) {
        String sha256 = hashes.computeIfAbsent(origin.file(), file -> origin.sha256());
        String expected = published
                .computeIfAbsent(folders.of(origin.table().set()), root -> origin.published())
                .getOrDefault(origin.path(), "");
        if (!expected.isEmpty() && !expected.equals(sha256)) {
            throw new DataException(
                    "the file does not match its checksum in " + CsvOrigin.SUMS + ".",
                    origin.where(),
                    "Fetch it again; if it was changed on purpose, correct or remove the line in " + CsvOrigin.SUMS
                            + ".");
        }
        Path copy = work.resolve(origin.table().name() + "-" + key(origin.table(), sha256) + ".parquet");
        if (!Files.isRegularFile(copy)) {
            convert(origin, copy);
        }
        try (Desk desk = Desk.open(effort, List.of(work), List.of())) {
            long rows = desk.count("SELECT count(*) FROM read_parquet(" + Desk.path(copy) + ")");
            return new InputFile(
                    origin.table().name(),
                    origin.table().set().name().toLowerCase(Locale.ROOT),
                    origin.path(),
                    sha256,
                    Files.size(origin.file()),
                    rows,
                    !expected.isEmpty(),
                    copy);
        } catch (IOException e) {
            throw new UncheckedIOException("could not look at " + origin.file(), e);
        }
    }

    /** Another choice of columns or rows is another copy. */
    private static String key(SourceTable table, String sha256) {
        String content = table.columns() + table.kept().orElse("");
        return sha256.substring(0, 16) + "-" + Sha256.of(content).substring(0, 8);
    }

    private void convert(Origin origin, Path copy) {
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        String selected = selected(origin);
        try (Desk desk = origin.open(effort, work)) {
            desk.run("COPY (" + origin.table().rows(selected, origin.relation()) + ") TO " + Desk.path(part)
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (Desk.Failed e) {
            // DuckDB's own words may hold a cell.
            throw new DataException(
                    "the table cannot be read: a row has other columns than the header, or a cell is not of its kind.",
                    origin.where() + origin.line(String.valueOf(e.getMessage())),
                    "Fetch it again; if it was changed, write it as it was.");
        }
        try {
            AtomicFile.move(part, copy);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + copy, e);
        }
    }

    private static String selected(Origin origin) {
        List<String> header = origin.header();
        Map<String, String> there = new HashMap<>();
        header.forEach(name -> there.put(name.toLowerCase(Locale.ROOT), name));
        Map<String, String> columns = origin.table().columns();
        List<Problem> absent = columns.keySet().stream()
                .filter(name -> !there.containsKey(name.toLowerCase(Locale.ROOT)))
                .map(name -> new Problem(
                        "the column \"" + name + "\" is not there.",
                        origin.where(),
                        ("Use MIMIC-IV 2.x or 3.x. " + Spelling.didYouMean(name, header)).strip()))
                .toList();
        if (!absent.isEmpty()) {
            throw new DataException(absent);
        }
        return columns.entrySet().stream()
                .map(column -> origin.column(
                                String.valueOf(there.get(column.getKey().toLowerCase(Locale.ROOT))), column.getValue())
                        + " AS " + Desk.name(column.getKey()))
                .collect(Collectors.joining(", "));
    }
}

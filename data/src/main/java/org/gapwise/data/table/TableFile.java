package org.gapwise.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.toml.Spelling;

/**
 * Where a table is.
 *
 * @param path of the file
 * @param table name of the table in a database; empty for other files
 */
public record TableFile(Path path, String table) {

    private static final List<String> TEXT = List.of(".csv", ".tsv", ".tab", ".txt");
    private static final List<String> DATABASE = List.of(".duckdb", ".ddb", ".db");

    /** A file, or {@code file.duckdb#table}, relative to a folder. */
    public static TableFile of(String reference, Path folder) {
        int hash = reference.lastIndexOf('#');
        if (hash > 0 && hasSuffix(reference.substring(0, hash), DATABASE)) {
            return new TableFile(folder.resolve(reference.substring(0, hash)), reference.substring(hash + 1));
        }
        return new TableFile(folder.resolve(reference), "");
    }

    /** Reads the columns whose names are wanted; a file that is not whole or not well-formed is a fault. */
    public Table read(TableLimits limits, Predicate<String> wanted) {
        requireFile();
        Checksums.verify(path);
        if (isDatabase() || hasSuffix(name(), List.of(".parquet"))) {
            return new DuckTable(this).read(wanted);
        }
        if (hasSuffix(textName(), TEXT)) {
            TextCheck.run(this, limits);
            return new CsvTable(this, limits).read(wanted);
        }
        throw new DataException(
                "this kind of file is not read.",
                path.toString(),
                "Give a .csv, .csv.gz, .tsv, .tsv.gz, .parquet, or .duckdb#table.");
    }

    /** The file's own name. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    boolean isDatabase() {
        return hasSuffix(name(), DATABASE);
    }

    boolean isGzip() {
        return hasSuffix(name(), List.of(".gz"));
    }

    char separator() {
        return hasSuffix(textName(), List.of(".tsv", ".tab")) ? '\t' : ',';
    }

    /** The bytes of a text file, unpacked; the end of the stream is reached only if every checksum fits. */
    InputStream text(TableLimits limits) throws IOException {
        InputStream raw = Files.newInputStream(path);
        return isGzip() ? new GzipInput(raw, limits) : raw;
    }

    private String textName() {
        return isGzip() ? name().substring(0, name().length() - 3) : name();
    }

    private static boolean hasSuffix(String name, List<String> suffixes) {
        String lower = name.toLowerCase(Locale.ROOT);
        return suffixes.stream().anyMatch(lower::endsWith);
    }

    private void requireFile() {
        if (Files.isRegularFile(path)) {
            return;
        }
        throw new DataException(
                Files.exists(path) ? "the table is not a file." : "the table does not exist.",
                path.toString(),
                ("Correct the path. " + neighbor()).strip());
    }

    private String neighbor() {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Spelling.didYouMean(
                    name(),
                    files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .limit(1000)
                            .toList());
        } catch (IOException e) {
            // A suggestion is a courtesy; the message stands without it.
            return "";
        }
    }
}

package org.gapwise.data.mimic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Problems;
import org.gapwise.core.Progress;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.toml.Spelling;
import org.gapwise.data.table.TableLimits;
import org.gapwise.data.table.WholeFile;

/**
 * Finds tables, proves that they are whole, and copies them to Parquet. A copy is named after its source's SHA-256, so
 * that it is made once, and never taken for another.
 */
final class Intake {

    /** labevents and chartevents unpack to more than any table a user would bring. */
    private static final TableLimits LIMITS = new TableLimits(200, 1L << 40, 1 << 20, 20_000);

    private static final String SUMS = "SHA256SUMS.txt";
    private static final Pattern LINE = Pattern.compile("(?i)line:? *([0-9]+)");

    private final MimicFolders folders;
    private final Path work;
    private final Effort effort;

    Intake(MimicFolders folders, Path work, Effort effort) {
        this.folders = folders;
        this.work = work;
        this.effort = effort;
    }

    /** A table and where it is. */
    private record Found(SourceTable table, Path root, Path file) {

        String relative() {
            return root.relativize(file).toString().replace('\\', '/');
        }
    }

    /** All problems with finding and with being whole come at once. */
    List<InputFile> read(List<SourceTable> tables, Progress progress) {
        Problems problems = new Problems();
        List<Found> found = new ArrayList<>();
        tables.forEach(table -> find(table, problems).ifPresent(found::add));
        Map<Path, Map<String, String>> sums = new HashMap<>();
        found.stream().map(Found::root).distinct().forEach(root -> sums.put(root, sums(root)));
        List<InputFile> inputs = new ArrayList<>();
        progress.start("Reading tables", found.size());
        for (Found each : found) {
            progress.note(each.relative());
            try {
                inputs.add(
                        input(each, Optional.ofNullable(sums.get(each.root())).orElse(Map.of())));
            } catch (DataException e) {
                problems.addAll(e.problems());
            }
            progress.step(1);
        }
        progress.done();
        problems.throwIfAny(DataException::new);
        return inputs;
    }

    private Optional<Found> find(SourceTable table, Problems problems) {
        Path root =
                switch (table.set()) {
                    case CXR -> folders.cxr();
                    case IV -> folders.iv();
                    case ED -> folders.ed().orElseThrow();
                };
        for (String name : table.files()) {
            for (String ending : List.of(".csv.gz", ".csv")) {
                Path file = root.resolve(name + ending);
                if (Files.isRegularFile(file)) {
                    return Optional.of(new Found(table, root, file));
                }
            }
        }
        problems.add(
                "the table " + table.name() + " is not there.",
                root.resolve(table.files().get(0)) + ".csv.gz",
                "Give the folder as PhysioNet ships it, and fetch what is missing.");
        return Optional.empty();
    }

    private static Map<String, String> sums(Path root) {
        Path list = root.resolve(SUMS);
        if (!Files.isRegularFile(list)) {
            return Map.of();
        }
        try {
            Map<String, String> sums = new HashMap<>();
            for (String line : Files.readAllLines(list)) {
                String[] parts = line.strip().split("\\s+\\*?", 2);
                // The list of MIMIC-CXR-JPG names every picture too.
                if (parts.length == 2 && parts[1].contains(".csv")) {
                    sums.put(parts[1].replaceFirst("^\\./", ""), parts[0].toLowerCase(Locale.ROOT));
                }
            }
            return sums;
        } catch (IOException e) {
            throw new DataException("the list of checksums cannot be read.", list.toString(), "Restore or remove it.");
        }
    }

    private InputFile input(Found found, Map<String, String> sums) {
        String sha256 = WholeFile.sha256(found.file(), LIMITS);
        String expected = sums.getOrDefault(found.relative(), "");
        if (!expected.isEmpty() && !expected.equals(sha256)) {
            throw new DataException(
                    "the file does not match its checksum in " + SUMS + ".",
                    found.file().toString(),
                    "Fetch it again; if it was changed on purpose, correct or remove the line in " + SUMS + ".");
        }
        Path copy = work.resolve(found.table().name() + "-" + key(found, sha256) + ".parquet");
        if (!Files.isRegularFile(copy)) {
            convert(found, copy);
        }
        try (Desk desk = Desk.open(effort, List.of(work), List.of())) {
            long rows = desk.count("SELECT count(*) FROM read_parquet(" + Desk.path(copy) + ")");
            return new InputFile(
                    found.table().name(),
                    found.table().set().name().toLowerCase(Locale.ROOT),
                    found.relative(),
                    sha256,
                    Files.size(found.file()),
                    rows,
                    !expected.isEmpty(),
                    copy);
        } catch (IOException e) {
            throw new UncheckedIOException("could not look at " + found.file(), e);
        }
    }

    /** Another choice of columns is another copy. */
    private static String key(Found found, String sha256) {
        String columns = found.table().columns().toString();
        return sha256.substring(0, 16) + "-" + Sha256.of(columns).substring(0, 8);
    }

    private void convert(Found found, Path copy) {
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        try (Desk desk = Desk.open(effort, List.of(work), List.of(found.file()))) {
            desk.run("COPY (SELECT " + selected(found) + " FROM read_csv(" + Desk.path(found.file())
                    + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
                    + " max_line_size = 16777216, columns = " + types(found) + ")) TO " + Desk.path(part)
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (Desk.Failed e) {
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            // DuckDB's own words may hold a cell.
            throw new DataException(
                    "the table cannot be read: a row has other columns than the header, or a cell is not of its kind.",
                    found.file() + (line.find() ? ", line " + line.group(1) : ""),
                    "Fetch it again; if it was changed, write it as it was.");
        }
        try {
            AtomicFile.move(part, copy);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + copy, e);
        }
    }

    /** Every column of the file with its type; what is not read stays text. */
    private static String types(Found found) {
        Map<String, String> known = new HashMap<>();
        found.table().columns().forEach((name, type) -> known.put(name.toLowerCase(Locale.ROOT), type));
        return header(found).stream()
                .map(name ->
                        Desk.text(name) + ": '" + known.getOrDefault(name.toLowerCase(Locale.ROOT), "VARCHAR") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String selected(Found found) {
        List<String> header = header(found);
        Map<String, String> there = new HashMap<>();
        header.forEach(name -> there.put(name.toLowerCase(Locale.ROOT), name));
        List<Problem> absent = found.table().columns().keySet().stream()
                .filter(name -> !there.containsKey(name.toLowerCase(Locale.ROOT)))
                .map(name -> new Problem(
                        "the column \"" + name + "\" is not there.",
                        found.file().toString(),
                        ("Use MIMIC-IV 2.x or 3.x. " + Spelling.didYouMean(name, header)).strip()))
                .toList();
        if (!absent.isEmpty()) {
            throw new DataException(absent);
        }
        return found.table().columns().keySet().stream()
                .map(name ->
                        Desk.name(String.valueOf(there.get(name.toLowerCase(Locale.ROOT)))) + " AS " + Desk.name(name))
                .collect(Collectors.joining(", "));
    }

    private static List<String> header(Found found) {
        return Arrays.stream(WholeFile.header(found.file(), LIMITS).split(","))
                .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }
}

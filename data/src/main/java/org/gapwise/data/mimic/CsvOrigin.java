package org.gapwise.data.mimic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.gapwise.data.desk.Desk;
import org.gapwise.data.desk.Effort;
import org.gapwise.data.table.TableLimits;
import org.gapwise.data.table.WholeFile;

/** A .csv or .csv.gz in a data set's folder. */
record CsvOrigin(SourceTable table, Path root, Path file) implements Origin {

    static final String SUMS = "SHA256SUMS.txt";

    private static final Pattern LINE = Pattern.compile("(?i)line:? *([0-9]+)");

    /** labevents and chartevents unpack to more than any table a user would bring. */
    private static final TableLimits LIMITS = new TableLimits(200, 1L << 40, 1 << 20, 20_000);

    /** Empty when none of the table's names is there. */
    static Optional<CsvOrigin> find(SourceTable table, Path root) {
        for (String name : table.files()) {
            for (String ending : List.of(".csv.gz", ".csv")) {
                Path file = root.resolve(name + ending);
                if (Files.isRegularFile(file)) {
                    return Optional.of(new CsvOrigin(table, root, file));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String path() {
        return root.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public String line(String said) {
        Matcher line = LINE.matcher(said);
        return line.find() ? ", line " + line.group(1) : "";
    }

    @Override
    public String sha256() {
        return WholeFile.sha256(file, LIMITS);
    }

    @Override
    public List<String> header() {
        return Arrays.stream(WholeFile.header(file, LIMITS).split(","))
                .map(name -> name.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    @Override
    public Desk open(Effort effort, Path folder) {
        return Desk.open(effort, List.of(folder), List.of(file));
    }

    @Override
    public String relation() {
        return "read_csv(" + Desk.path(file) + ", auto_detect = false, header = true, delim = ',', quote = '\"',"
                + " escape = '\"', nullstr = '', max_line_size = 16777216, columns = " + types() + ")";
    }

    /** Every column of the file with its type; what is not read stays text. */
    private String types() {
        Map<String, String> known = new HashMap<>();
        table.columns().forEach((name, type) -> known.put(name.toLowerCase(Locale.ROOT), type));
        return header().stream()
                .map(name ->
                        Desk.text(name) + ": '" + known.getOrDefault(name.toLowerCase(Locale.ROOT), "VARCHAR") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String column(String named, String type) {
        return Desk.name(named);
    }

    @Override
    public Map<String, String> published() {
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
}

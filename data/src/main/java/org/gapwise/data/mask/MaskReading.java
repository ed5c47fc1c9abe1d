package org.gapwise.data.mask;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.missingness.Mask;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.toml.Spelling;
import org.gapwise.data.table.Findings;
import org.gapwise.data.table.Table;
import org.gapwise.data.table.TableFile;
import org.gapwise.data.table.TableLimits;

/** Reads a table of masks and collects all that is wrong with it. */
final class MaskReading {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE]-?[0-9]{1,3})?");
    private static final List<String> NEEDED = List.of(MaskTable.ARM, MaskTable.RATE, MaskTable.CASE, MaskTable.TAKEN);
    private static final List<String> ALL =
            List.of(MaskTable.ARM, MaskTable.RATE, MaskTable.CASE, MaskTable.TAKEN, MaskTable.KEPT);

    private final Schema schema;
    private final Set<String> things;
    private final Table table;
    private final Findings findings = new Findings();
    private final Map<String, NavigableMap<Double, Level>> arms = new LinkedHashMap<>();

    private record Level(Map<String, Set<String>> taken, Map<String, Double> kept) {}

    MaskReading(Path file, Schema schema) {
        this.schema = schema;
        this.things = new HashSet<>(Mask.things(schema));
        this.table = new TableFile(file, "").read(TableLimits.USUAL, ALL::contains);
    }

    Masks read() {
        header();
        stopIfWrong();
        if (table.rows() == 0) {
            add(
                    "the table has no row.",
                    table.file(),
                    "A mask has a row for each case, also for one that loses nothing.");
        }
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (String column : ALL) {
            table.columns(column).forEach(at -> cells.put(column, table.cells(at)));
        }
        for (int r = 0; r < table.rows(); r++) {
            int row = r;
            Map<String, String> texts = new LinkedHashMap<>();
            cells.forEach((column, all) -> texts.put(column, all.get(row)));
            row(row, texts);
        }
        stopIfWrong();
        Map<String, NavigableMap<Double, Mask>> masks = new LinkedHashMap<>();
        arms.forEach((arm, levels) -> {
            NavigableMap<Double, Mask> byRate = new TreeMap<>();
            levels.forEach((rate, level) -> byRate.put(rate, Mask.of(schema, level.taken, level.kept)));
            masks.put(arm, byRate);
        });
        return new Masks(masks);
    }

    private void header() {
        for (String column : ALL) {
            int times = table.columns(column).size();
            if (times > 1) {
                add("the column stands " + times + " times.", table.where(column), "Keep one.");
            } else if (times == 0 && NEEDED.contains(column)) {
                add("the column is not there.", table.where(column), "The columns are " + String.join(", ", ALL) + ".");
            }
        }
        for (String column : new HashSet<>(table.header())) {
            if (!ALL.contains(column)) {
                add(
                        "a mask has no such column.",
                        table.where(column),
                        ("Remove it. " + Spelling.didYouMean(column, ALL)).strip());
            }
        }
    }

    private void row(int row, Map<String, String> texts) {
        String arm = texts.getOrDefault(MaskTable.ARM, "");
        String id = texts.getOrDefault(MaskTable.CASE, "");
        OptionalDouble rate = share(row, MaskTable.RATE, texts.getOrDefault(MaskTable.RATE, ""));
        if (arm.isBlank() || !arm.strip().equals(arm)) {
            add(row, MaskTable.ARM, "the name is empty or has space around it.", "Write the name of the arm.");
        }
        if (id.isEmpty()) {
            add(row, MaskTable.CASE, "there is no case.", "Write the key of the case.");
        }
        Set<String> taken = taken(row, texts.getOrDefault(MaskTable.TAKEN, ""));
        String text = texts.getOrDefault(MaskTable.KEPT, "");
        OptionalDouble kept = text.isEmpty() ? OptionalDouble.empty() : share(row, MaskTable.KEPT, text);
        if (rate.isEmpty() || arm.isBlank() || id.isEmpty()) {
            return;
        }
        Level level = arms.computeIfAbsent(arm, a -> new TreeMap<>())
                .computeIfAbsent(rate.getAsDouble(), r -> new Level(new LinkedHashMap<>(), new LinkedHashMap<>()));
        if (level.taken.putIfAbsent(id, taken) != null) {
            add(row, MaskTable.CASE, "the case stands twice in this arm at this rate.", "Keep one row.");
        }
        kept.ifPresent(probability -> level.kept.put(id, probability));
    }

    private Set<String> taken(int row, String cell) {
        Set<String> taken = new HashSet<>();
        List<String> names = MaskTable.names(cell);
        for (int i = 0; i < names.size(); i++) {
            String fix = "Write modality, or modality/feature, as in the schema, with ; between them.";
            if (!things.contains(names.get(i))) {
                add(row, MaskTable.TAKEN, "name " + (i + 1) + " is nothing that the schema has.", fix);
            } else if (!taken.add(names.get(i))) {
                add(row, MaskTable.TAKEN, "name " + (i + 1) + " stands there twice.", "Keep one.");
            }
        }
        return taken;
    }

    private OptionalDouble share(int row, String column, String text) {
        if (NUMBER.matcher(text).matches() && Double.parseDouble(text) <= 1) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        add(row, column, "this is no number from 0 to 1.", "Write it with a decimal point, e.g. 0.25.");
        return OptionalDouble.empty();
    }

    private void add(int row, String column, String what, String fix) {
        findings.add(table.where(column), new Problem(what, table.where(row, column), fix));
    }

    private void add(String what, String where, String fix) {
        findings.add(new Problem(what, where, fix));
    }

    private void stopIfWrong() {
        if (!findings.isEmpty()) {
            throw new DataException(findings.list());
        }
    }
}

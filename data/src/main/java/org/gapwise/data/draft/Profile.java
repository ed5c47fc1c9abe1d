package org.gapwise.data.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.core.schema.TableModality;
import org.gapwise.data.table.Cell;

/**
 * What stands in one column.
 *
 * @param cells trimmed, one a row; blank where nothing is there, whatever the spelling
 * @param counts rows of each text, most frequent first
 * @param missing rows of each spelling of "nothing", other than the empty cell
 */
record Profile(String name, List<String> cells, Map<String, Integer> counts, Map<String, Integer> missing) {

    /** Texts that mean "nothing known" in tables we have seen, beyond the schema's usual ones. */
    private static final Set<String> ALSO_MISSING = Set.of(
            "unknown",
            "unk",
            "missing",
            "undefined",
            "not recorded",
            "not reported",
            "not stated",
            "unspecified",
            "not known",
            "n.a.",
            "<na>",
            "#null!",
            "#value!",
            "#div/0!");

    static Profile of(String name, List<String> raw) {
        Set<String> usual = new HashSet<>();
        TableModality.MISSING.forEach(text -> usual.add(text.toLowerCase(Locale.ROOT)));
        usual.addAll(ALSO_MISSING);
        Map<String, Integer> missing = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> cells = new ArrayList<>();
        for (String cell : raw) {
            String text = Cell.trim(cell);
            boolean nothing = usual.contains(text.toLowerCase(Locale.ROOT)) && !text.equals("none");
            if (!text.isEmpty()) {
                (nothing ? missing : counts).merge(text, 1, Integer::sum);
            }
            cells.add(nothing ? "" : text);
        }
        return new Profile(name, cells, byCount(counts), missing);
    }

    private static Map<String, Integer> byCount(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return sorted;
    }

    boolean isNamed(String other) {
        return name.equals(other);
    }

    int rows() {
        return cells.size();
    }

    int filled() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int distinct() {
        return counts.size();
    }

    /** Spellings of "nothing" that the schema's usual list does not hold. */
    List<String> unusualMissing() {
        return missing.keySet().stream()
                .filter(text -> TableModality.MISSING.stream().noneMatch(text::equalsIgnoreCase))
                .toList();
    }

    /** The numbers, rising. */
    double[] numbers() {
        return cells.stream()
                .map(Cell::number)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
    }

    /** Texts that are no numbers, most frequent first. */
    List<String> words() {
        return counts.keySet().stream()
                .filter(text -> Cell.number(text).isEmpty())
                .toList();
    }

    int rowsOf(Collection<String> texts) {
        return texts.stream().mapToInt(text -> counts.getOrDefault(text, 0)).sum();
    }

    boolean wholeNumbers() {
        return Arrays.stream(numbers()).allMatch(x -> x == Math.rint(x));
    }

    double meanLength() {
        return counts.keySet().stream().mapToInt(String::length).average().orElse(0);
    }

    String missingShare() {
        return String.format(Locale.ROOT, "%.1f %% missing", 100.0 * (rows() - filled()) / Math.max(1, rows()));
    }
}

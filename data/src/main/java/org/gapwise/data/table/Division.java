package org.gapwise.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;

/**
 * Which cases are for training, validation and testing: by a split of ours, or as a column of the table says, which
 * may be wrong.
 *
 * @param origin a few words on who says so
 * @param parts one a case, in the cohort's order; empty for a case that is in no part
 */
public record Division(String origin, List<Optional<Part>> parts) {

    private static final Map<String, Part> WORDS = Map.ofEntries(
            Map.entry("train", Part.TRAIN),
            Map.entry("training", Part.TRAIN),
            Map.entry("valid", Part.VALID),
            Map.entry("validate", Part.VALID),
            Map.entry("validation", Part.VALID),
            Map.entry("val", Part.VALID),
            Map.entry("dev", Part.VALID),
            Map.entry("test", Part.TEST),
            Map.entry("testing", Part.TEST));

    public Division {
        parts = List.copyOf(parts);
    }

    public static Division of(String origin, Split split) {
        return new Division(origin, split.parts().stream().map(Optional::of).toList());
    }

    /** As a column says; a blank cell is in no part, and a cell with another word is a fault. */
    public static Division stated(TableSource source, String column) {
        Columns columns = Columns.read(source, List.of(column));
        List<String> cells = columns.cells(column);
        Findings faults = new Findings();
        List<Optional<Part>> parts = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            Optional<Part> part = Optional.ofNullable(WORDS.get(cells.get(row).toLowerCase(Locale.ROOT)));
            if (part.isEmpty() && !cells.get(row).isEmpty()) {
                faults.add(
                        columns.where(column),
                        new Problem(
                                Cell.shown(cells.get(row)) + " is no part.",
                                columns.where(row, column),
                                "Write train, valid or test, or leave the cell blank."));
            }
            parts.add(part);
        }
        if (!faults.isEmpty()) {
            throw new DataException(faults.list());
        }
        return new Division("column \"" + column + "\"", parts);
    }

    /** Positions of the cases of a part, rising. */
    public List<Integer> indices(Part part) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).equals(Optional.of(part)))
                .boxed()
                .toList();
    }

    /** How many cases a part has. */
    public int size(Part part) {
        return indices(part).size();
    }
}

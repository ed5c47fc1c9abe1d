package org.gapwise.data.table;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.Problem;
import org.gapwise.core.toml.Spelling;

/**
 * A table being read: its cells, and where to report what does not fit.
 *
 * @param complete whether every column has to be there
 */
record Context(Table table, boolean complete, Findings faults, Findings warnings) {

    private static final int LISTED = 30;

    /** The cells of a column that the schema names; a fault when it is not there, or not only once. */
    Optional<List<String>> required(String column) {
        List<Integer> found = table.columns(column);
        if (found.isEmpty()) {
            faults.add(new Problem("there is no column \"" + column + "\".", table.file() + ", header", hint(column)));
            return Optional.empty();
        }
        return once(column, found);
    }

    /** The same, but in a table for prediction a column that is not there is only worth a warning. */
    Optional<List<String>> cells(String column) {
        List<Integer> found = table.columns(column);
        if (found.isEmpty() && !complete) {
            warnings.add(new Problem(
                    "there is no column \"" + column + "\": taken as not measured in every row.",
                    table.file() + ", header",
                    "Add the column if it was measured."));
            return Optional.empty();
        }
        return required(column);
    }

    private Optional<List<String>> once(String column, List<Integer> found) {
        if (found.size() > 1) {
            faults.add(new Problem(
                    "column \"" + column + "\" stands there " + found.size() + " times.",
                    table.file() + ", header",
                    "Rename or remove all but one."));
            return Optional.empty();
        }
        return Optional.of(table.cells(found.get(0)));
    }

    void cellFault(int row, String column, String what, String fix) {
        faults.add(table.where(column), new Problem(what, table.where(row, column), fix));
    }

    void cellWarning(int row, String column, String what, String fix) {
        warnings.add(table.where(column), new Problem(what, table.where(row, column), fix));
    }

    private String hint(String column) {
        List<String> header = table.header();
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            return "The table seems to be separated by \";\" or tabs: save it with commas, or with tabs as .tsv.";
        }
        String near = Spelling.didYouMean(column, header.stream().distinct().toList());
        if (!near.isEmpty()) {
            return near;
        }
        String rest = header.size() > LISTED ? ", ..." : "";
        return "The table has: " + String.join(", ", header.subList(0, Math.min(LISTED, header.size()))) + rest + ".";
    }
}

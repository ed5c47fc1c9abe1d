package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gapwise.core.schema.Numeric;
import org.gapwise.data.table.Columns;
import org.gapwise.data.table.TableSource;

/** Infinite numbers, which a division by zero leaves behind. */
final class Infinite {

    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?(1\\.#)?inf(inity)?|[+-]?\u221E");

    private Infinite() {}

    static List<Finding> of(Evidence evidence, TableSource source) {
        List<String> names = evidence.numbers().stream()
                .map(column -> ((Numeric) column.feature()).column())
                .toList();
        Columns columns = Columns.read(source, names);
        List<Finding> found = new ArrayList<>();
        for (String name : names) {
            List<String> cells = columns.cells(name);
            int count = 0;
            int first = -1;
            for (int row = 0; row < cells.size(); row++) {
                if (INFINITE.matcher(cells.get(row)).matches()) {
                    first = count == 0 ? row : first;
                    count++;
                }
            }
            if (count > 0) {
                found.add(Finding.error(
                        Kind.INFINITE,
                        count + " of " + cells.size() + " cells are infinite.",
                        columns.where(first, name),
                        "Correct them, or list the text under `missing` in schema.toml."));
            }
        }
        return found;
    }
}

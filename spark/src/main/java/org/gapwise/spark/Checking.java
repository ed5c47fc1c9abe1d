package org.gapwise.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.Cell;
import org.gapwise.data.table.Pictures;
import org.gapwise.data.table.Table;
import org.gapwise.data.table.TableReading;

/** Looks at rows before any is put before the model, so that all that is wrong is said at once. */
final class Checking {

    /** As many problems as a task tells; the rest is counted. */
    static final int TOLD = 50;

    private Checking() {}

    /** What a task found. */
    record Found(long rows, List<Problem> faults, long moreFaults, List<Problem> warnings) implements Serializable {}

    /** One row of a case key. */
    record Spot(String file, long row, String where) implements Serializable, Comparable<Spot> {

        @Override
        public int compareTo(Spot other) {
            return file.equals(other.file) ? Long.compare(row, other.row) : file.compareTo(other.file);
        }
    }

    /** Different problems, as many as are told. */
    private static final class Told {

        private final Set<Problem> problems = new LinkedHashSet<>();
        private long more;

        void add(List<Problem> found) {
            for (Problem one : found) {
                if (problems.size() < TOLD) {
                    problems.add(one);
                } else if (!problems.contains(one)) {
                    more++;
                }
            }
        }

        List<Problem> list() {
            return new ArrayList<>(problems);
        }
    }

    static Iterator<Found> look(Iterator<Table> tables, Schema schema, Pictures pictures) {
        Told faults = new Told();
        Told warnings = new Told();
        long rows = 0;
        // Rows that cannot be read are a fault, and those after them are still looked at.
        while (noting(tables::hasNext, false, faults)) {
            for (Table table : noting(() -> List.of(tables.next()), List.<Table>of(), faults)) {
                TableReading reading = TableReading.of(schema, table, pictures);
                faults.add(reading.faults());
                warnings.add(reading.warnings());
                rows += table.rows();
            }
        }
        return List.of(new Found(rows, faults.list(), faults.more, warnings.list()))
                .iterator();
    }

    private static <T> T noting(Supplier<T> work, T otherwise, Told faults) {
        try {
            return work.get();
        } catch (DataException e) {
            faults.add(e.problems());
            return otherwise;
        }
    }

    /** The keys of rows, and where they stand. */
    static Iterator<Keyed> keys(Iterator<Table> tables, String column) {
        return Rows.each(tables, table -> {
            List<String> cells = table.cells(table.columns(column).get(0));
            List<Keyed> keys = new ArrayList<>();
            for (int row = 0; row < cells.size(); row++) {
                Spot spot = new Spot(table.file(), table.number(row), table.where(row, column));
                keys.add(new Keyed(Cell.trim(cells.get(row)), spot));
            }
            return keys;
        });
    }

    /** A case key and where it stands. */
    record Keyed(String key, Spot spot) implements Serializable {}
}

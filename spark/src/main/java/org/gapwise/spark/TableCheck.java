package org.gapwise.spark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.TableReading;
import org.gapwise.spark.Checking.Found;
import org.gapwise.spark.Checking.Spot;
import scala.Tuple2;

/** Looks at every row of a table, and for every picture that it names, before any case is put before a model. */
record TableCheck(Source source, Schema schema, Sight sight) {

    /** As the key of a case: the number of its row is the key. */
    static final String ROW = "#row";

    private static final int SHOWN = 8;

    /** Every fault in one exception; what a person should look at is said. */
    void run(Consumer<String> say) {
        Sight known = sight;
        String toml = schema.toToml();
        List<Found> found = source.with(
                        tables -> Checking.look(
                                tables,
                                Schema.parse(toml, "schema.toml"),
                                known.pictures().looking()),
                        TableReading.columns(schema))
                .collect();
        Set<Problem> faults = new LinkedHashSet<>();
        Set<Problem> warnings = new LinkedHashSet<>();
        found.forEach(task -> {
            faults.addAll(task.faults());
            warnings.addAll(task.warnings());
        });
        if (!faults.isEmpty()) {
            throw new DataException(
                    told(faults, found.stream().mapToLong(Found::moreFaults).sum()));
        }
        if (found.stream().mapToLong(Found::rows).sum() == 0) {
            throw new DataException("the table has no rows.", sight.location().table(), "Give at least one case.");
        }
        warnings.stream().limit(SHOWN).forEach(warning -> say.accept("note: " + warning));
        if (warnings.size() > SHOWN) {
            say.accept("note: ... and " + (warnings.size() - SHOWN) + " more.");
        }
        requireKeys();
    }

    private List<Problem> told(Set<Problem> faults, long more) {
        List<Problem> all = new ArrayList<>(faults);
        if (more > 0) {
            all.add(new Problem(
                    "and " + more + " more problems like these.",
                    sight.location().table(),
                    ""));
        }
        return all;
    }

    /** No key stands twice in the whole table; within a few rows that was seen already. */
    private void requireKeys() {
        String column = schema.caseKey();
        if (column.equals(ROW)) {
            return;
        }
        List<Problem> twice = source.with(tables -> Checking.keys(tables, column), Set.of(column))
                .mapToPair(keyed -> new Tuple2<>(keyed.key(), new ArrayList<>(List.of(keyed.spot()))))
                .reduceByKey(TableCheck::firstTwo)
                .values()
                .filter(spots -> spots.size() > 1)
                .map(TableCheck::problem)
                .take(Checking.TOLD);
        if (!twice.isEmpty()) {
            throw new DataException(twice);
        }
    }

    private static ArrayList<Spot> firstTwo(List<Spot> one, List<Spot> other) {
        List<Spot> all = new ArrayList<>(one);
        all.addAll(other);
        return new ArrayList<>(all.stream().sorted().limit(2).toList());
    }

    private static Problem problem(List<Spot> spots) {
        return new Problem(
                "the case key is the same as in row " + spots.get(0).row()
                        + (spots.get(0).file().equals(spots.get(1).file())
                                ? ""
                                : " of " + spots.get(0).file()) + ".",
                spots.get(1).where(),
                "Keep one row a case, or name another column as `case` in schema.toml.");
    }
}

package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.ConfigException;
import org.gapwise.core.schema.Feature;
import org.gapwise.data.table.Columns;
import org.gapwise.data.table.TableSource;

/** Values and pictures from after the outcome, and values from after the picture they are to be read with. */
final class LateValues {

    private final Evidence evidence;
    private final Columns columns;
    private final Map<String, Moment.Column> moments = new LinkedHashMap<>();
    private final List<Finding> found = new ArrayList<>();

    private LateValues(Evidence evidence, Columns columns) {
        this.evidence = evidence;
        this.columns = columns;
    }

    static List<Finding> of(Evidence evidence, TableSource source, Times times) {
        if (!times.askedFor()) {
            return List.of();
        }
        List<String> features =
                evidence.schema().features().stream().map(Feature::column).toList();
        List<String> strangers = times.strangers(features);
        if (!strangers.isEmpty()) {
            throw new ConfigException(
                    "no feature is read from column \"" + strangers.get(0) + "\".",
                    "--value-time",
                    "Name columns of features, as schema.toml has them.");
        }
        Map<String, String> recorded = times.of(features, Columns.header(source));
        Set<String> wanted = new HashSet<>(recorded.values());
        times.outcome().ifPresent(wanted::add);
        times.image().ifPresent(wanted::add);
        return new LateValues(evidence, Columns.read(source, wanted)).find(times, recorded);
    }

    private List<Finding> find(Times times, Map<String, String> recorded) {
        for (Evidence.Column column : evidence.columns()) {
            String time = recorded.get(column.feature().column());
            if (time != null) {
                String what = "values of feature \"" + column.feature().name() + "\"";
                Late late = new Late(what, column.feature().column(), time, column.measured());
                times.outcome().ifPresent(o -> compare(late, o, Kind.AFTER_OUTCOME));
                times.image().ifPresent(i -> compare(late, i, Kind.AFTER_IMAGE));
            }
        }
        if (times.outcome().isPresent() && times.image().isPresent()) {
            String image = times.image().get();
            evidence.schema().images().forEach(modality -> {
                BitSet there = new BitSet();
                evidence.files(modality.name()).keySet().forEach(there::set);
                String what = "pictures of modality \"" + modality.name() + "\"";
                compare(
                        new Late(what, modality.column(), image, there),
                        times.outcome().get(),
                        Kind.AFTER_OUTCOME);
            });
        }
        moments.values().forEach(this::unread);
        return found;
    }

    /** What may be late: a column of values, the column of its times, and the rows in which it is there. */
    private record Late(String what, String column, String time, BitSet there) {}

    private void compare(Late late, String reference, Kind kind) {
        Moment.Column times = moments(late.time);
        Moment.Column against = moments(reference);
        int compared = 0;
        int after = 0;
        int first = -1;
        for (int i = late.there.nextSetBit(0); i >= 0; i = late.there.nextSetBit(i + 1)) {
            Optional<Boolean> isAfter = times.isAfter(against, i);
            compared += isAfter.isPresent() ? 1 : 0;
            if (isAfter.orElse(false)) {
                first = after == 0 ? i : first;
                after++;
            }
        }
        if (after > 0) {
            String event = kind == Kind.AFTER_OUTCOME ? "outcome" : "picture";
            found.add(Finding.error(
                    kind,
                    after + " of " + compared + " " + late.what + " are from after the " + event + " (column \""
                            + late.time + "\" against \"" + reference + "\").",
                    evidence.where(first) + ", column \"" + late.column + "\"",
                    "Take the last value from before the " + event + ", or leave the cell blank."));
        }
    }

    private Moment.Column moments(String column) {
        return moments.computeIfAbsent(column, name -> Moment.Column.read(name, columns.cells(name)));
    }

    private void unread(Moment.Column column) {
        if (!column.unread().isEmpty()) {
            found.add(Finding.warning(
                    Kind.UNREAD_TIME,
                    column.unread().cardinality() + " times of column \"" + column.name() + "\" cannot be read.",
                    columns.where(column.unread().nextSetBit(0), column.name()),
                    "Write dates as 2180-05-31 or 2180-05-31 14:05:00, or numbers from a common start."));
        }
    }
}

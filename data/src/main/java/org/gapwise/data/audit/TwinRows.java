package org.gapwise.data.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.schema.Numeric;

/** Rows of different patients in different parts with the same values: one patient under two keys, or a copied row. */
final class TwinRows {

    /** Fewer equal numbers are no wonder. */
    private static final int TELLING = 4;

    private TwinRows() {}

    static List<Finding> of(Evidence evidence) {
        Map<List<Object>, Integer> first = new HashMap<>();
        int twins = 0;
        String where = "";
        for (int i = 0; i < evidence.size(); i++) {
            List<Object> values = values(evidence, i);
            if (values.isEmpty()) {
                continue;
            }
            Integer before = first.putIfAbsent(values, i);
            if (before != null && evidence.strangers(before, i) && evidence.parted(before, i)) {
                twins++;
                where = where.isEmpty() ? evidence.where(before, i) : where;
            }
        }
        return twins == 0
                ? List.of()
                : List.of(Finding.error(
                        Kind.TWIN_ROWS,
                        twins + " rows have the same values as a row of another patient in another part.",
                        where,
                        "Give them one patient's key, or remove the copies."));
    }

    /** All values of a row; none when they are too few to tell. */
    private static List<Object> values(Evidence evidence, int row) {
        List<Object> values = new ArrayList<>();
        int telling = 0;
        for (Evidence.Column column : evidence.columns()) {
            boolean measured = column.measured().get(row);
            values.add(measured ? column.values()[row] : "");
            telling += measured && column.feature() instanceof Numeric ? 1 : 0;
        }
        return telling >= TELLING ? values : List.of();
    }
}

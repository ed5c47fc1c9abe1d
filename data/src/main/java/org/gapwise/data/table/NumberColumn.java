package org.gapwise.data.table;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.TableModality;

/** One numeric feature of all rows: values, and a bit for each that was measured. */
record NumberColumn(String name, double[] values, BitSet present) {

    static NumberColumn read(Numeric feature, TableModality modality, Context context) {
        int rows = context.table().rows();
        NumberColumn column = new NumberColumn(feature.name(), new double[rows], new BitSet(rows));
        Set<String> missing = Cell.missing(modality.missing());
        context.cells(feature.column()).ifPresent(cells -> column.fill(feature, cells, missing, context));
        return column;
    }

    private void fill(Numeric feature, List<String> cells, Set<String> missing, Context context) {
        for (int row = 0; row < cells.size(); row++) {
            String text = Cell.trim(cells.get(row));
            if (Cell.isMissing(text, missing)) {
                continue;
            }
            try {
                values[row] = NumberText.parse(text);
                present.set(row);
                checkRange(feature, row, text, context);
            } catch (NumberText.NotNumber e) {
                context.cellFault(row, feature.column(), e.what, e.fix);
            }
        }
    }

    private void checkRange(Numeric feature, int row, String text, Context context) {
        if (feature.range().isPresent() && !feature.range().get().holds(values[row])) {
            context.cellWarning(
                    row,
                    feature.column(),
                    text + " is outside of the plausible range ["
                            + feature.range().get().low() + ", "
                            + feature.range().get().high() + "]"
                            + (feature.unit().isEmpty() ? "" : " " + feature.unit())
                            + "; it is kept.",
                    "Check the value and its unit.");
        }
    }

    void into(int row, Map<String, Double> numbers) {
        if (present.get(row)) {
            numbers.put(name, values[row]);
        }
    }
}

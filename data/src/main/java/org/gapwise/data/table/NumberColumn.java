package org.gapwise.data.table;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.schema.Implausible;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;
import org.gapwise.core.schema.TableModality;

/** One numeric feature of all rows: values, and a bit for each that was measured. */
record NumberColumn(String name, double[] values, BitSet present) {

    static NumberColumn read(Numeric feature, TableModality modality, Context context) {
        int rows = context.table().rows();
        NumberColumn column = new NumberColumn(feature.name(), new double[rows], new BitSet(rows));
        context.cells(feature.column()).ifPresent(cells -> column.fill(feature, cells, modality, context));
        return column;
    }

    private void fill(Numeric feature, List<String> cells, TableModality modality, Context context) {
        Set<String> missing = Cell.missing(modality.missing());
        boolean keep = modality.implausible() == Implausible.KEEP;
        for (int row = 0; row < cells.size(); row++) {
            String text = Cell.trim(cells.get(row));
            if (Cell.isMissing(text, missing)) {
                continue;
            }
            try {
                values[row] = NumberText.parse(text);
                boolean plausible =
                        feature.range().isEmpty() || feature.range().get().holds(values[row]);
                present.set(row, plausible || keep);
                if (!plausible) {
                    warn(feature, row, text, keep, context);
                }
            } catch (NumberText.NotNumber e) {
                context.cellFault(row, feature.column(), e.what, e.fix);
            }
        }
    }

    private static void warn(Numeric feature, int row, String text, boolean keep, Context context) {
        Range range = feature.range().orElseThrow();
        String unit = feature.unit().isEmpty() ? "" : " " + feature.unit();
        context.cellWarning(
                row,
                feature.column(),
                text + " is outside of the plausible range [" + range.low() + ", " + range.high() + "]" + unit
                        + "; it is " + (keep ? "kept." : "taken as not measured."),
                "Check the value and its unit.");
    }

    void into(int row, Map<String, Double> numbers) {
        if (present.get(row)) {
            numbers.put(name, values[row]);
        }
    }
}

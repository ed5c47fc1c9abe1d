package org.gapwise.data.table;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.TableModality;

/**
 * One categorical feature of all rows. A level that the schema lists is a level, even when it is also a usual spelling
 * of "missing"; one that it does not list is "other".
 *
 * @param codes positions in {@code levels}, whose last is "other"
 */
record LevelColumn(String name, List<String> levels, int[] codes, BitSet present) {

    private static final int LISTED = 5;

    static LevelColumn read(Categorical feature, TableModality modality, Context context) {
        int rows = context.table().rows();
        LevelColumn column =
                new LevelColumn(feature.name(), withOther(feature.levels()), new int[rows], new BitSet(rows));
        Set<String> missing = Cell.missing(modality.missing());
        context.cells(feature.column()).ifPresent(cells -> column.fill(feature, cells, missing, context));
        return column;
    }

    private static List<String> withOther(List<String> levels) {
        return Stream.concat(levels.stream(), Stream.of(Categorical.OTHER)).toList();
    }

    private void fill(Categorical feature, List<String> cells, Set<String> missing, Context context) {
        Map<String, Integer> known = new LinkedHashMap<>();
        feature.levels().forEach(level -> known.put(level, known.size()));
        Map<String, Integer> others = new LinkedHashMap<>();
        for (int row = 0; row < cells.size(); row++) {
            String text = Cell.trim(cells.get(row));
            Integer code = known.get(text);
            if (code == null && Cell.isMissing(text, missing)) {
                continue;
            }
            if (code == null) {
                others.merge(text, 1, Integer::sum);
            }
            codes[row] = code == null ? levels.size() - 1 : code;
            present.set(row);
        }
        if (!others.isEmpty()) {
            context.warnings()
                    .add(new Problem(
                            counted(others) + " are not among the levels: taken as \"other\".",
                            context.table().where(feature.column()),
                            "Add them to `levels`, or to `missing` if they mean that nothing is known."));
        }
    }

    private static String counted(Map<String, Integer> others) {
        String listed = others.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(LISTED)
                .map(level -> Cell.shown(level.getKey()) + " (" + level.getValue() + " rows)")
                .collect(Collectors.joining(", "));
        return listed + (others.size() > LISTED ? " and " + (others.size() - LISTED) + " more texts" : "");
    }

    void into(int row, Map<String, String> categories) {
        if (present.get(row)) {
            categories.put(name, levels.get(codes[row]));
        }
    }
}

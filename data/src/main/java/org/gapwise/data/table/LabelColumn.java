package org.gapwise.data.table;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Target;

/** What annotators said of one target in all rows. */
record LabelColumn(String name, BitSet positive, BitSet negative, BitSet uncertain) {

    static LabelColumn none(Target target) {
        return new LabelColumn(target.name(), new BitSet(), new BitSet(), new BitSet());
    }

    static LabelColumn read(Target target, Context context) {
        LabelColumn column = none(target);
        context.required(target.column()).ifPresent(cells -> column.fill(target, cells, context));
        return column;
    }

    private void fill(Target target, List<String> cells, Context context) {
        LabelWords words = LabelWords.of(target);
        Map<String, LabelWords.Meaning> seen = new HashMap<>();
        for (int row = 0; row < cells.size(); row++) {
            LabelWords.Meaning meaning = seen.computeIfAbsent(cells.get(row), words::read);
            if (!meaning.known()) {
                context.cellFault(
                        row,
                        target.column(),
                        Cell.shown(Cell.trim(cells.get(row))) + " is not a label of target \"" + name + "\".",
                        "List it under `positive`, `negative`, `uncertain` or `missing` of the target.");
            } else {
                int at = row;
                meaning.label().ifPresent(label -> of(label).set(at));
            }
        }
    }

    private BitSet of(Label label) {
        return label == Label.POSITIVE ? positive : label == Label.NEGATIVE ? negative : uncertain;
    }

    Optional<Label> at(int row) {
        for (Label label : Label.values()) {
            if (of(label).get(row)) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }
}

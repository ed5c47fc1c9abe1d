package org.gapwise.data.clinical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Folds;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Schema;

/** Deals patients to folds, stratified by labels, as the lab does; of a case it keeps a patient and a few letters. */
public final class PatientFolds {

    private final Schema schema;
    private final List<Labeled> rows = new ArrayList<>();

    public PatientFolds(Schema schema) {
        this.schema = schema;
    }

    /** @param labels one character a target: p, n or a blank */
    private record Labeled(String group, String labels) {}

    /** Adds a case; {@code cells} are its targets in the schema's order: 1, 0 or anything else. */
    public void add(String patient, List<String> cells) {
        rows.add(new Labeled(
                patient,
                cells.stream()
                        .map(cell -> cell.equals("1") ? "p" : cell.equals("0") ? "n" : " ")
                        .collect(Collectors.joining())));
    }

    /** The fold of each case, from 1, in the order in which they were added. */
    public List<Integer> deal(int folds, long seed) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return Folds.of(new Labels(schema, schema.targetNames(), rows), folds, seed).fold().stream()
                .map(fold -> fold + 1)
                .toList();
    }

    /** Patients and labels, and nothing else of the cases. */
    private record Labels(Schema schema, List<String> targets, List<Labeled> rows) implements Cohort {

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Case get(int index) {
            Labeled row = rows.get(index);
            Map<String, Label> labels = new LinkedHashMap<>();
            for (int i = 0; i < targets.size(); i++) {
                char c = row.labels().charAt(i);
                if (c != ' ') {
                    labels.put(targets.get(i), c == 'p' ? Label.POSITIVE : Label.NEGATIVE);
                }
            }
            return new Case(String.valueOf(index), row.group(), Map.of(), Map.of(), Map.of(), labels);
        }
    }
}

package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Folds;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Schema;

/** Deals the patients to folds, stratified by labels, as the lab does. */
final class FoldTable {

    private FoldTable() {}

    /** Makes the table {@code fold}: a fold from 1 for each case. */
    static void run(Job job, Schema schema) {
        List<String> targets = schema.targetNames();
        String columns =
                targets.stream().map(target -> ", t." + Desk.name(target)).collect(Collectors.joining());
        List<Long> numbers = new ArrayList<>();
        List<Labeled> cases = new ArrayList<>();
        job.desk()
                .each(
                        "SELECT case_no, subject_id" + columns
                                + " FROM cases JOIN target t USING (case_no) ORDER BY case_no",
                        row -> {
                            numbers.add(Long.parseLong(row.get(0)));
                            cases.add(Labeled.of(row));
                        });
        job.desk().run("CREATE TABLE fold (case_no BIGINT, fold BIGINT)");
        if (cases.isEmpty()) {
            return;
        }
        MimicPlan.Split rules = job.plan().split();
        Folds folds = Folds.of(new Labels(schema, targets, cases), rules.folds(), rules.seed());
        job.desk().append("fold", () -> IntStream.range(0, numbers.size())
                .mapToObj(i -> new long[] {numbers.get(i), folds.fold().get(i) + 1L})
                .iterator());
    }

    /** @param labels one character a target: p, n or a blank */
    private record Labeled(String group, String labels) {

        static Labeled of(List<String> row) {
            return new Labeled(
                    row.get(1),
                    row.stream()
                            .skip(2)
                            .map(cell -> cell.equals("1") ? "p" : cell.equals("0") ? "n" : " ")
                            .collect(Collectors.joining()));
        }
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

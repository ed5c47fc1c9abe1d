package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.clinical.PatientFolds;
import org.gapwise.data.desk.Desk;

/** Deals the patients to folds. */
final class FoldTable {

    private FoldTable() {}

    /** Makes the table {@code fold}: a fold from 1 for each case. */
    static void run(Job job, Schema schema) {
        String columns = schema.targetNames().stream()
                .map(target -> ", t." + Desk.name(target))
                .collect(Collectors.joining());
        List<Long> numbers = new ArrayList<>();
        PatientFolds cases = new PatientFolds(schema);
        job.desk()
                .each(
                        "SELECT case_no, subject_id" + columns
                                + " FROM cases JOIN target t USING (case_no) ORDER BY case_no",
                        row -> {
                            numbers.add(Long.parseLong(row.get(0)));
                            cases.add(row.get(1), row.subList(2, row.size()));
                        });
        MimicPlan.Split rules = job.plan().split();
        List<Integer> folds = cases.deal(rules.folds(), rules.seed());
        job.desk().run("CREATE TABLE fold (case_no BIGINT, fold BIGINT)");
        job.desk().append("fold", () -> IntStream.range(0, numbers.size())
                .mapToObj(i -> new long[] {numbers.get(i), folds.get(i)})
                .iterator());
    }
}

package org.gapwise.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Target;

/**
 * What annotators said of one target over a cohort. A target can only be learned when both answers occur.
 *
 * @param unannotated cases without a label
 */
public record TargetCheck(Target target, int positive, int negative, int uncertain, int unannotated) {

    /** One check a target, in the schema's order. */
    public static List<TargetCheck> of(Cohort cohort) {
        List<Target> targets = cohort.schema().targets();
        int[][] counts = new int[targets.size()][Label.values().length + 1];
        for (Case one : cohort.cases()) {
            for (int t = 0; t < counts.length; t++) {
                Label label = one.labels().get(targets.get(t).name());
                counts[t][label == null ? Label.values().length : label.ordinal()]++;
            }
        }
        List<TargetCheck> checks = new ArrayList<>();
        for (int t = 0; t < counts.length; t++) {
            checks.add(new TargetCheck(
                    targets.get(t),
                    counts[t][Label.POSITIVE.ordinal()],
                    counts[t][Label.NEGATIVE.ordinal()],
                    counts[t][Label.UNCERTAIN.ordinal()],
                    counts[t][Label.values().length]));
        }
        return checks;
    }

    /** Throws when a target has only one class; {@code where} names the table. */
    public static void requireLearnable(Cohort cohort, String where) {
        Problems problems = new Problems();
        of(cohort).forEach(check -> check.problem(where).ifPresent(p -> problems.addAll(List.of(p))));
        problems.throwIfAny(DataException::new);
    }

    /** Why the target cannot be learned, if so. */
    public Optional<Problem> problem(String where) {
        if (positive > 0 && negative > 0) {
            return Optional.empty();
        }
        String counts = positive + " positive, " + negative + " negative, " + uncertain + " uncertain, " + unannotated
                + " not annotated";
        return Optional.of(new Problem(
                "target \"" + target.name() + "\" has " + (positive + negative == 0 ? "no class" : "only one class")
                        + " (" + counts + ").",
                where + ", column \"" + target.column() + "\"",
                "Check `positive` and `negative` of the target, or remove it from schema.toml."));
    }
}

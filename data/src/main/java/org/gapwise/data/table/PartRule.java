package org.gapwise.data.table;

import java.util.Optional;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;

/**
 * How a cohort comes into parts.
 *
 * @param column of the table that holds the part; when empty, cases are split by group as training would do it
 * @param valid share of the cases for validation
 * @param test share of the cases for testing
 * @param seed of the split
 */
public record PartRule(Optional<String> column, double valid, double test, long seed) {

    /** What a column says. */
    public static PartRule stated(String column) {
        return new PartRule(Optional.of(column), 0, 0, 0);
    }

    /** By group, with the plan's shares and seed. */
    public static PartRule split(double valid, double test, long seed) {
        return new PartRule(Optional.empty(), valid, test, seed);
    }

    /** The parts of the cases of a table. */
    public Division divide(Cohort cohort, TableSource source) {
        return column.isPresent()
                ? Division.stated(source, column.get())
                : Division.of("the plan's split", Split.byGroup(cohort, valid, test, seed));
    }
}

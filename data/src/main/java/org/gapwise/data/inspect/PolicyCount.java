package org.gapwise.data.inspect;

import java.util.List;
import org.gapwise.data.table.TargetCheck;

/**
 * How many cases a target has to learn from when uncertain labels count as a plan says.
 *
 * @param policy {@code ignore}, {@code zero}, {@code one} or {@code soft}
 * @param between cases that count as neither, but somewhere between
 */
public record PolicyCount(String policy, int positive, int negative, int between) {

    /** All policies of a plan's {@code data.uncertain}. */
    public static List<PolicyCount> of(TargetCheck check) {
        int yes = check.positive();
        int no = check.negative();
        int unsure = check.uncertain();
        return List.of(
                new PolicyCount("ignore", yes, no, 0),
                new PolicyCount("zero", yes, no + unsure, 0),
                new PolicyCount("one", yes + unsure, no, 0),
                new PolicyCount("soft", yes, no, unsure));
    }
}

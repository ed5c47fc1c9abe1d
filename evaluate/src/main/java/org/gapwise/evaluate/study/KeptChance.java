package org.gapwise.evaluate.study;

import java.util.OptionalDouble;

/** How likely each test case was to keep the evidence it kept; masks that know their mechanism can say so. */
@FunctionalInterface
public interface KeptChance {

    /**
     * @param test level of the test part
     * @param row of the case in the answers of that fold and level
     * @return in (0, 1]; empty when the case lost its evidence
     */
    OptionalDouble of(Level test, int fold, int row);
}

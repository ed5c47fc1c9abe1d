package org.gapwise.evaluate.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a method costs.
 *
 * @param note one sentence on what it is
 * @param parameters trained numbers
 * @param trainingSeconds wall clock on the machine of the provenance
 * @param millisPerCase of one prediction within a batch
 */
public record MethodCost(
        String name,
        String note,
        OptionalLong parameters,
        OptionalDouble trainingSeconds,
        OptionalDouble millisPerCase) {}

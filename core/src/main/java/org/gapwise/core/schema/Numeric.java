package org.gapwise.core.schema;

import java.util.Optional;

/**
 * A quantity.
 *
 * @param unit of the values as they stand in the table; empty when it has none
 * @param range plausible values; one outside is reported with its row
 */
public record Numeric(String name, String column, String unit, Optional<Range> range) implements Feature {

    public Numeric(String name) {
        this(name, name, "", Optional.empty());
    }
}

package org.gapwise.core.schema;

/** One column of a table that may hold something about a case. */
public sealed interface Feature permits Numeric, Categorical {

    /** Unique within the schema. */
    String name();

    /** The column it is read from. */
    String column();
}

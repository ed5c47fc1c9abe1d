package org.gapwise.core.schema;

import java.util.List;

/**
 * One of a few levels. A level that is not listed maps to {@link #OTHER}, never to missing.
 *
 * @param levels in the order in which they are numbered
 */
public record Categorical(String name, String column, List<String> levels) implements Feature {

    /** The level of everything that is not listed. */
    public static final String OTHER = "other";

    public Categorical {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("categorical feature \"" + name + "\" has no levels");
        }
        if (levels.stream().distinct().count() != levels.size()) {
            throw new IllegalArgumentException("categorical feature \"" + name + "\" lists a level twice");
        }
    }

    public Categorical(String name, List<String> levels) {
        this(name, name, levels);
    }
}

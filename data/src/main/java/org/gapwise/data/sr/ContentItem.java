package org.gapwise.data.sr;

import java.util.List;

/**
 * A node of a content tree (PS3.3, C.17.3).
 *
 * @param relation to the node above, e.g. {@code CONTAINS}; of the root it is not written
 */
record ContentItem(String relation, Concept name, Value value, List<ContentItem> children) {

    static final String CONTAINS = "CONTAINS";
    static final String CONTEXT = "HAS OBS CONTEXT";
    static final String MODIFIER = "HAS CONCEPT MOD";

    /** What a node says. */
    sealed interface Value permits Container, Text, Code, Percent, Uid, Image {}

    /** Nothing but what is below it. */
    record Container() implements Value {}

    record Text(String text) implements Value {}

    record Code(Concept concept) implements Value {}

    /** A number in percent; the point of a probability is moved, no digit changes. */
    record Percent(double probability) implements Value {}

    record Uid(String uid) implements Value {}

    record Image(String sopClass, String instance) implements Value {}

    ContentItem {
        children = List.copyOf(children);
    }

    static ContentItem of(String relation, Concept name, Value value, ContentItem... children) {
        return new ContentItem(relation, name, value, List.of(children));
    }
}

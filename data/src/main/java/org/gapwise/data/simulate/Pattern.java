package org.gapwise.data.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which modalities are left to a predictor. */
enum Pattern {
    EVERYTHING("everything", true, true),
    TABLE_ABSENT("table absent", true, false),
    IMAGE_ABSENT("image absent", false, true),
    NOTHING("nothing", false, false);

    /** Names of the two modalities in the schema. */
    static final String TABLE_NAME = "clinical";

    static final String IMAGE_NAME = "frontal";

    private final String title;
    private final boolean image;
    private final boolean table;

    Pattern(String title, boolean image, boolean table) {
        this.title = title;
        this.image = image;
        this.table = table;
    }

    String title() {
        return title;
    }

    boolean image() {
        return image;
    }

    boolean table() {
        return table;
    }

    List<String> present() {
        List<String> names = new ArrayList<>();
        if (table) {
            names.add(TABLE_NAME);
        }
        if (image) {
            names.add(IMAGE_NAME);
        }
        return names;
    }

    /** The pattern that optimum.csv calls so, if there is one. */
    static @Nullable Pattern titled(String title) {
        for (Pattern pattern : values()) {
            if (pattern.title.equals(title)) {
                return pattern;
            }
        }
        return null;
    }

    static Pattern of(boolean image, boolean table) {
        if (image) {
            return table ? EVERYTHING : TABLE_ABSENT;
        }
        return table ? IMAGE_ABSENT : NOTHING;
    }
}

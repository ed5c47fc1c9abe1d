package org.gapwise.data.audit;

import java.util.Locale;

/** What an audit looks for. */
public enum Kind {
    FAULT("Cells, keys and pictures that training would refuse"),
    INFINITE("Infinite numbers"),
    SHARED_PATIENT("Patients in more than one part"),
    SAME_PICTURE("The same picture under several patients"),
    SIMILAR_PICTURE("Nearly the same picture under several patients"),
    TWIN_ROWS("Rows of several patients that say the same"),
    KEY_CASE("Keys that differ by capital letters only"),
    KEY_PADDING("Keys that differ by leading zeros only"),
    TELLING_FEATURE("Features that tell a label alone"),
    TELLING_GAP("Features whose absence tells a label"),
    AFTER_OUTCOME("Values recorded after the outcome"),
    AFTER_IMAGE("Values recorded after the picture"),
    UNREAD_TIME("Times that cannot be read"),
    SENTINEL("Numbers that stand for \"not measured\""),
    IMPOSSIBLE_ZERO("Zeros where nothing can be zero"),
    UNIT_MIX("Values in two units"),
    BLANK_PICTURE("Pictures of a single grey"),
    INVERTED_PICTURE("Pictures with dark and bright exchanged");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** What is looked for, as a person says it. */
    public String title() {
        return title;
    }

    /** Its name in files, e.g. {@code shared-patient}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

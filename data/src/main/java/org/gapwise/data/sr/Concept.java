package org.gapwise.data.sr;

import java.util.Locale;
import org.gapwise.core.file.Sha256;

/**
 * A coded concept (PS3.3, 8): value, scheme and meaning.
 *
 * @param value at most 16 characters
 * @param meaning at most 64 characters
 */
record Concept(String value, String scheme, String meaning) {

    /** A scheme of ours; designators that begin with 99 are anybody's (PS3.3, 8.2). */
    private static final String OURS = "99GAPWISE";

    private static final int DIGITS = 12;
    private static final int LONGEST_MEANING = 64;

    static Concept dicom(String value, String meaning) {
        return new Concept(value, "DCM", meaning);
    }

    /** A word of ours: its code is made of the word, so that the same word has the same code everywhere. */
    static Concept ours(String word) {
        String digest = Sha256.of(word).substring(0, DIGITS).toUpperCase(Locale.ROOT);
        String plain = plain(word);
        int end = Math.min(LONGEST_MEANING, plain.codePointCount(0, plain.length()));
        return new Concept(digest, OURS, plain.substring(0, plain.offsetByCodePoints(0, end)));
    }

    /** A text without what separates values, or controls anything. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace('\\', '/').strip();
    }
}

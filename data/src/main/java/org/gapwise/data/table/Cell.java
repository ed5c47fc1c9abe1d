package org.gapwise.data.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** What cells have in common: blanks around them, and ways to say that nothing is there. */
public final class Cell {

    private static final int SHOWN = 40;

    private Cell() {}

    /** Without the blanks around it, the no-break space included, which spreadsheets like to leave. */
    public static String trim(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '\u202F' || c == '\u2007' || c == '\uFEFF';
    }

    /** The plain decimal number that a trimmed cell holds, if it does. */
    public static OptionalDouble number(String trimmed) {
        return NumberText.isNumber(trimmed) ? OptionalDouble.of(Double.parseDouble(trimmed)) : OptionalDouble.empty();
    }

    /** The cell's text for a message: one line, not long. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return "\"" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "\"";
    }

    /** The ways a column writes "nothing"; the empty cell is always one of them. */
    static Set<String> missing(Collection<String> spellings) {
        Set<String> lower = new HashSet<>();
        lower.add("");
        spellings.forEach(text -> lower.add(trim(text).toLowerCase(Locale.ROOT)));
        return lower;
    }

    static boolean isMissing(String trimmed, Set<String> missing) {
        return trimmed.isEmpty() || missing.contains(trimmed.toLowerCase(Locale.ROOT));
    }
}

package org.gapwise.evaluate;

import java.util.regex.Pattern;

/**
 * Text cells of CSV files that people open in a spreadsheet. A text that a spreadsheet would run as a formula (it begins
 * with = + - @, a tab or a line break; OWASP's list) gets a leading apostrophe; plain numbers stay as they are.
 */
public final class Spreadsheet {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");
    private static final String TRIGGERS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Spreadsheet() {}

    /** A text as one CSV cell that is safe to open. */
    public static String cell(String text) {
        boolean formula = !text.isEmpty()
                && TRIGGERS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return quoted(formula ? "'" + text : text);
    }

    /** A text as one CSV cell, unchanged, for programs that read it back. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

package org.gapwise.data.table;

import java.util.regex.Pattern;

/** Plain decimal numbers and nothing else that Java would also read (hex, 1d, Infinity). */
final class NumberText {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[0-9]{1,3}([ ,'_][0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern BOUND = Pattern.compile("[<>≤≥~].*");
    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?|[+-]?∞");

    private static final String LEAVE_OUT = "list the text under `missing` in schema.toml to leave it out.";

    /** Why a text is no number. */
    static final class NotNumber extends Exception {
        private static final long serialVersionUID = 1L;
        final String what;
        final String fix;

        NotNumber(String what, String fix) {
            super(what);
            this.what = what;
            this.fix = fix;
        }
    }

    private NumberText() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && Math.abs(Double.parseDouble(text)) <= Float.MAX_VALUE;
    }

    static double parse(String text) throws NotNumber {
        if (!NUMBER.matcher(text).matches()) {
            throw refused(text);
        }
        double value = Double.parseDouble(text);
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw new NotNumber(Cell.shown(text) + " is too large for a number.", "Correct it, or " + LEAVE_OUT);
        }
        return value;
    }

    private static NotNumber refused(String text) {
        if (INFINITE.matcher(text).matches()) {
            return new NotNumber(Cell.shown(text) + " is infinite.", "Correct it, or " + LEAVE_OUT);
        }
        String what = Cell.shown(text) + " is not a number.";
        if (THOUSANDS.matcher(text).matches() && !COMMA.matcher(text).matches()) {
            return new NotNumber(what, "Write it without marks between thousands.");
        }
        if (COMMA.matcher(text).matches()) {
            return new NotNumber(what, "Use a point as decimal mark and no mark between thousands.");
        }
        if (BOUND.matcher(text).matches()) {
            return new NotNumber(what, "Write the number alone, or " + LEAVE_OUT);
        }
        return new NotNumber(what, "Write a plain number, make the column categorical, or " + LEAVE_OUT);
    }
}

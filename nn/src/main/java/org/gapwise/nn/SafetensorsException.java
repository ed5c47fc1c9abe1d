package org.gapwise.nn;

/** A weight file that cannot be used: what is wrong, where, and what to do. */
public final class SafetensorsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String where;
    private final String fix;

    public SafetensorsException(String what, String where, String fix) {
        super(where + ": " + what + ". " + fix);
        this.what = what;
        this.where = where;
        this.fix = fix;
    }

    public String what() {
        return what;
    }

    public String where() {
        return where;
    }

    public String fix() {
        return fix;
    }
}

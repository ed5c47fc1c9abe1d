package org.gapwise.evaluate.study;

/** What became of an expectation. */
public enum Verdict {
    HELD("held"),
    NOT_HELD("not held"),
    NOT_MEASURED("not measured");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** For readers. */
    public String word() {
        return word;
    }
}

package org.gapwise.core;

/**
 * One thing that is wrong with what a person gave us.
 *
 * @param what what is wrong, values included, e.g. {@code "3,1" is not a number}
 * @param where file, row and column, as far as known, e.g. {@code labs.csv, row 812, column "lactate"}
 * @param fix what to do about it
 */
public record Problem(String what, String where, String fix) {

    @Override
    public String toString() {
        return where.isEmpty() ? what + " " + fix : where + ": " + what + " " + fix;
    }
}

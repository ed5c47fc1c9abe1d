package org.gapwise.core;

import java.io.Serializable;

/**
 * One thing that is wrong with what a person gave us. It may be sent to another process, within its exception.
 *
 * @param what what is wrong, values included, e.g. {@code "3,1" is not a number}
 * @param where file, row and column, as far as known, e.g. {@code labs.csv, row 812, column "lactate"}
 * @param fix what to do about it
 */
public record Problem(String what, String where, String fix) implements Serializable {

    @Override
    public String toString() {
        return where.isEmpty() ? what + " " + fix : where + ": " + what + " " + fix;
    }
}

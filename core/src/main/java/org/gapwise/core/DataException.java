package org.gapwise.core;

import java.util.List;

/** Tables or images that cannot be used. The command line ends with exit code 3. */
public final class DataException extends GapwiseException {

    private static final long serialVersionUID = 1L;

    public DataException(List<Problem> problems) {
        super(problems);
    }

    public DataException(String what, String where, String fix) {
        this(List.of(new Problem(what, where, fix)));
    }

    @Override
    public int exitCode() {
        return 3;
    }
}

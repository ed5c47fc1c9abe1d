package org.gapwise.core;

import java.util.List;

/** A trained bundle that cannot be used. The command line ends with exit code 4. */
public final class BundleException extends GapwiseException {

    private static final long serialVersionUID = 1L;

    public BundleException(List<Problem> problems) {
        super(problems);
    }

    public BundleException(String what, String where, String fix) {
        this(List.of(new Problem(what, where, fix)));
    }

    @Override
    public int exitCode() {
        return 4;
    }
}

package org.gapwise.core;

import java.util.List;

/** A schema, plan or option that cannot be used. The command line ends with exit code 2. */
public final class ConfigException extends GapwiseException {

    private static final long serialVersionUID = 1L;

    public ConfigException(List<Problem> problems) {
        super(problems);
    }

    public ConfigException(String what, String where, String fix) {
        this(List.of(new Problem(what, where, fix)));
    }

    @Override
    public int exitCode() {
        return 2;
    }
}

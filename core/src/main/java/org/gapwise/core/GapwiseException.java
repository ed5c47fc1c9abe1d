package org.gapwise.core;

import java.util.List;
import java.util.stream.Collectors;

/** The world's mistake, not ours: carries every {@link Problem} found and the exit code of the command line. */
public abstract sealed class GapwiseException extends RuntimeException
        permits ConfigException, DataException, BundleException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final List<Problem> problems;

    GapwiseException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems found, in the order of the file. */
    public final List<Problem> problems() {
        return problems;
    }

    /** 2 usage or configuration, 3 data, 4 bundle. */
    public abstract int exitCode();

    private static String message(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        String lines = problems.stream().limit(SHOWN).map(p -> "\n  - " + p).collect(Collectors.joining());
        String rest = problems.size() > SHOWN ? "\n  ... and " + (problems.size() - SHOWN) + " more" : "";
        return problems.size() + " problems:" + lines + rest;
    }
}

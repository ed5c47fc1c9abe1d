package org.gapwise.server.http;

import java.util.List;
import org.gapwise.core.Problem;

/** A request that is answered with an error of the client's, with every problem found. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    public Refusal(int status, List<Problem> problems) {
        super("HTTP " + status);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    public Refusal(int status, String what, String where, String fix) {
        this(status, List.of(new Problem(what, where, fix)));
    }

    public int status() {
        return status;
    }

    public List<Problem> problems() {
        return problems;
    }
}

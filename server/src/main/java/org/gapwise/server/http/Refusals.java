package org.gapwise.server.http;

import java.util.List;
import org.gapwise.core.Problem;

/** How an error is written. */
@FunctionalInterface
public interface Refusals {

    HttpResponse write(int status, List<Problem> problems);

    /**
     * How it is written to a client that accepts these media types.
     *
     * @param accept the header; may be empty
     */
    default Refusals accepted(String accept) {
        return this;
    }
}

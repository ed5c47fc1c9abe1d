package org.gapwise.server.http;

import java.util.List;
import org.gapwise.core.Problem;

/** How an error is written. */
@FunctionalInterface
public interface Refusals {

    HttpResponse write(int status, List<Problem> problems);
}

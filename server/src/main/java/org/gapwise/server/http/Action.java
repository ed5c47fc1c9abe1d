package org.gapwise.server.http;

/** What a route does. */
@FunctionalInterface
public interface Action {

    /** Answers, or throws a {@link Refusal} or one of the project's exceptions. */
    HttpResponse answer(HttpRequest request);
}

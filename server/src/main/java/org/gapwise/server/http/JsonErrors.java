package org.gapwise.server.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.gapwise.core.Problem;

/** What is answered where no route was reached: in the form of all errors, and without a word of what was sent. */
final class JsonErrors implements Request.Handler {

    private static final int UNAVAILABLE = 503;
    private static final int SERVER_FAULT = 500;
    private static final int VERSION = 505;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpResponse answer = answer(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static HttpResponse answer(int status) {
        Problem problem = status == UNAVAILABLE
                ? new Problem("the server is stopping.", "", "Ask again in a moment.")
                : status >= SERVER_FAULT && status != VERSION
                        ? new Problem("the server failed.", "", "Look into its log.")
                        : new Problem("this is no HTTP that is taken here.", "the request", "Correct it.");
        return HttpResponse.problems(status, List.of(problem));
    }
}

package org.gapwise.server.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.gapwise.core.BundleException;
import org.gapwise.core.GapwiseException;
import org.gapwise.core.Problem;
import org.jspecify.annotations.Nullable;

/** One request on its way: who may ask, then its body, then the answer. No thread waits for a client. */
final class Exchange {

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int TOO_MANY = 429;
    private static final int OURS = 500;
    private static final int UNAVAILABLE = 503;
    private static final String NONE = "none";
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final Front front;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private Refusals refusals = HttpResponse::problems;
    private String label = NONE;
    private long received;

    Exchange(Front front, Request request, Response response, Callback callback) {
        this.front = front;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void start() {
        // Of CONNECT there is none.
        String path = request.getHttpURI().getPath() == null
                ? "/"
                : request.getHttpURI().getPath();
        refusals = front.routes().refusals(path).accepted(header(HttpHeader.ACCEPT));
        try {
            enter();
            front.place().check(header(HttpHeader.HOST));
            Routes.Match match = front.routes().match(request.getMethod(), path);
            label = match.route().label();
            refusals = match.route().refusals().accepted(header(HttpHeader.ACCEPT));
            if (match.route().access() == Access.GUARDED) {
                front.tokens().check(header(HttpHeader.AUTHORIZATION));
            }
            reserve();
            Content.Source.asByteArrayAsync(
                    request,
                    front.limits().body(),
                    Promise.Invocable.from(
                            InvocationType.NON_BLOCKING, (body, failure) -> arrived(match, body, failure)));
        } catch (Refusal e) {
            // What was not read would be taken for the next request.
            send(refused(e).with("Connection", "close"));
        }
    }

    private void enter() {
        Optional<InetAddress> address =
                Connections.address(request.getConnectionMetaData().getRemoteSocketAddress());
        if (address.isEmpty()) {
            return;
        }
        if (!front.turnstile().enter(address.get())) {
            throw new Refusal(
                    TOO_MANY,
                    "this address has too many requests open.",
                    "",
                    "Wait for answers before asking for more.");
        }
        Request.addCompletionListener(request, failure -> front.turnstile().leave(address.get()));
    }

    /** Room for the body before a byte of it is read. */
    private void reserve() {
        if (!List.of("", "identity")
                .contains(header(HttpHeader.CONTENT_ENCODING).toLowerCase(Locale.ROOT))) {
            throw new Refusal(UNSUPPORTED, "the body is compressed.", "header Content-Encoding", "Send it as it is.");
        }
        long length = request.getLength();
        if (length > front.limits().body()) {
            throw tooLarge();
        }
        long needed = length >= 0
                ? length
                : header(HttpHeader.TRANSFER_ENCODING).isEmpty()
                        ? 0
                        : front.limits().body();
        if (!front.budget().take(needed)) {
            throw busy();
        }
        Request.addCompletionListener(request, failure -> front.budget().giveBack(needed));
    }

    private void arrived(Routes.Match match, byte @Nullable [] body, @Nullable Throwable failure) {
        if (failure != null || body == null) {
            // A client that went away cannot be told; one that sent too much can.
            send(refused(tooLarge()).with("Connection", "close"));
            return;
        }
        received = body.length;
        if (match.route().effort() == Effort.LIGHT) {
            answer(match, body);
            return;
        }
        try {
            front.workers().execute(() -> answer(match, body));
        } catch (RejectedExecutionException e) {
            send(refused(busy()));
        }
    }

    private void answer(Routes.Match match, byte[] body) {
        HttpResponse answer;
        try {
            String query = request.getHttpURI().getQuery();
            answer = match.route()
                    .action()
                    .answer(new HttpRequest(
                            request.getMethod(),
                            match.path(),
                            Routes.query(query == null ? "" : query),
                            headers(),
                            body));
        } catch (Refusal e) {
            answer = refused(e);
        } catch (BundleException e) {
            // No request can damage a model.
            front.observer().broke(label, e);
            answer = refusals.write(OURS, e.problems());
        } catch (GapwiseException e) {
            answer = refusals.write(BAD_REQUEST, e.problems());
        } catch (RuntimeException | Error e) {
            front.observer().broke(label, e);
            answer = refusals.write(
                    OURS,
                    List.of(new Problem(
                            "this is a bug of ours: " + e.getClass().getName() + ".",
                            label,
                            "Please report it with the lines of the server's log.")));
        }
        send(answer);
    }

    private HttpResponse refused(Refusal refusal) {
        HttpResponse answer = refusals.write(refusal.status(), refusal.problems());
        return switch (refusal.status()) {
            case UNAVAILABLE, TOO_MANY -> answer.with("Retry-After", "1");
            case Tokens.UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer");
            default -> answer;
        };
    }

    private Refusal tooLarge() {
        return new Refusal(
                TOO_LARGE,
                "the body is larger than " + front.limits().body() + " bytes.",
                "the request's body",
                "Send less, or start the server with a larger --max-body.");
    }

    private static Refusal busy() {
        return new Refusal(UNAVAILABLE, "the server has more to do than it can take.", "", "Ask again in a moment.");
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(
                    field.getName().toLowerCase(Locale.ROOT), field.getValue() == null ? "" : field.getValue());
        }
        return headers;
    }

    private String header(HttpHeader name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private void send(HttpResponse answer) {
        Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        front.observer().answered(new Visit(label, answer.status(), took, received, answer.body().length));
        response.setStatus(answer.status());
        ALWAYS.forEach((name, value) -> response.getHeaders().put(name, value));
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}

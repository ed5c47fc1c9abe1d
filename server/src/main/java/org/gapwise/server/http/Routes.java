package org.gapwise.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gapwise.core.toml.Spelling;

/** All routes of a port. */
public final class Routes {

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int BAD_REQUEST = 400;

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public List<Route> all() {
        return routes;
    }

    /** A route that fits, and the open parts of its path. */
    record Match(Route route, Map<String, String> path) {}

    /** The route of a request; a {@link Refusal} that says which there are when none fits. */
    Match match(String method, String path) {
        List<String> segments = Route.segments(path).stream()
                // A plus sign means a space after the question mark alone.
                .map(segment -> decoded(segment.replace("+", "%2B")))
                .toList();
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> open = route.match(segments);
            if (open.isPresent() && (method.equals(route.method()) || head(method, route))) {
                return new Match(route, open.get());
            }
            open.ifPresent(parts -> allowed.add(route.method()));
        }
        if (!allowed.isEmpty()) {
            throw new Refusal(
                    METHOD_NOT_ALLOWED,
                    "this method is not served here.",
                    "the request's method",
                    "Use " + String.join(" or ", allowed) + ".");
        }
        List<String> known = routes.stream().map(Route::template).distinct().toList();
        String hint = Spelling.didYouMean(path, known);
        throw new Refusal(
                NOT_FOUND,
                "there is nothing here.",
                "the request's path",
                hint.isEmpty() ? "/openapi.json lists what there is." : hint);
    }

    /** How errors are written at a path, also where nothing fits: as at the routes that begin alike. */
    Refusals refusals(String path) {
        String first = Route.segments(path).get(0);
        return routes.stream()
                .filter(route -> Route.segments(route.template()).get(0).equals(first))
                .map(Route::refusals)
                .findFirst()
                .orElse(HttpResponse::problems);
    }

    private static boolean head(String method, Route route) {
        return method.equals("HEAD") && route.method().equals("GET");
    }

    /** The first value of each parameter. */
    static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    BAD_REQUEST, "it cannot be decoded.", "the request's address", "Write %25 for a percent sign.");
        }
    }
}

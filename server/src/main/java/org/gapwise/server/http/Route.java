package org.gapwise.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path with open parts, e.g. {@code GET /v1/models/{name}/schema}, and what answers there.
 *
 * @param refusals how errors are written here
 */
public record Route(String method, String template, Effort effort, Access access, Action action, Refusals refusals) {

    private static final String OPEN = "{";

    /** The open parts of a path that fits; empty when it does not fit. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> parts = segments(template);
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> open = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith(OPEN)) {
                open.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(open);
    }

    /** Names the route in metrics and logs, where no path may stand: a path holds what a client wrote. */
    public String label() {
        return method + " " + template;
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}

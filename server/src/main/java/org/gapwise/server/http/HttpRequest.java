package org.gapwise.server.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has arrived whole.
 *
 * @param method in capitals
 * @param path the parts of the path that the route leaves open, by name
 * @param query the first value of each parameter after the question mark
 * @param headers by name in small letters
 * @param body its bytes; not copied, do not change
 */
public record HttpRequest(
        String method, Map<String, String> path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    public HttpRequest {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type of the body without its parameters, in small letters; empty when none is given. */
    public String mediaType() {
        String type = header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}

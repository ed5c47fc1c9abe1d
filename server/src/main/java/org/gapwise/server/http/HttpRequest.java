package org.gapwise.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern ZERO = Pattern.compile("\\s*q\\s*=\\s*0(\\.0*)?\\s*");

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

    /** Whether the client accepts a media type and says so by its name: a wildcard is not enough. */
    public boolean accepts(String type) {
        return accepts(header("accept").orElse(""), type);
    }

    /** Whether a header Accept names a media type. */
    public static boolean accepts(String header, String type) {
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            boolean refused =
                    Arrays.stream(parts).anyMatch(part -> ZERO.matcher(part).matches());
            if (parts.length > 0 && parts[0].strip().equals(type) && !refused) {
                return true;
            }
        }
        return false;
    }
}

package org.gapwise.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;

/**
 * An answer.
 *
 * @param type media type of the body
 * @param headers beside the type and the length
 */
public record HttpResponse(int status, String type, byte[] body, Map<String, String> headers) {

    public static final int OK = 200;
    private static final String JSON = "application/json";

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse json(Object tree) {
        return json(OK, tree);
    }

    public static HttpResponse json(int status, Object tree) {
        return json(status, JSON, tree);
    }

    /** JSON under a media type of its own. */
    public static HttpResponse json(int status, String type, Object tree) {
        return new HttpResponse(status, type, bytes(Json.line(tree)), Map.of());
    }

    public static HttpResponse text(String type, String text) {
        return new HttpResponse(OK, type, bytes(text), Map.of());
    }

    /** All problems as {@code {"problems": [{"what", "where", "fix"}]}}, as the command line writes them. */
    public static HttpResponse problems(int status, List<Problem> problems) {
        return json(status, Map.of("problems", problems));
    }

    /** The same with one more header. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, type, body, more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.gapwise.server.watch;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Observer;
import org.gapwise.server.http.Visit;

/** A line for each request and event: routes instead of paths, types of failures instead of their messages. */
public final class JsonLog implements Observer {

    private static final int FRAMES = 8;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Consumer<String> sink;
    private final Clock clock;

    /** @param sink is handed one line at a time */
    public JsonLog(Consumer<String> sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void answered(Visit visit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("route", visit.route());
        fields.put("status", visit.status());
        fields.put("ms", Math.round(visit.took().toNanos() / NANOS_PER_MILLI * 10) / 10.0);
        fields.put("received", visit.received());
        fields.put("sent", visit.sent());
        event("request", fields);
    }

    @Override
    public void broke(String route, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        List<String> frames = Arrays.stream(root.getStackTrace())
                .limit(FRAMES)
                .map(String::valueOf)
                .toList();
        event("bug", Map.of("route", route, "type", root.getClass().getName(), "frames", frames));
    }

    @Override
    public void cut(int connections) {
        event("cut", Map.of("connections", connections));
    }

    /** Models that could not be opened. */
    public void failed(List<Problem> problems) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("problems", problems);
        fields.put("serving", "what was served before");
        fields.put(
                "next try", "when a file of the folder changes, or on POST /admin/reload where there is an admin port");
        event("reload failed", fields);
    }

    /** Writes a line of these fields, after the time and the name of the event. */
    public void event(String name, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("event", name);
        line.putAll(fields);
        sink.accept(Json.line(line));
    }
}

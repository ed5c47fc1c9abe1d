package org.gapwise.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Refusal;

/** JSON that was sent. */
public final class RequestJson {

    private static final int BAD_REQUEST = 400;

    private RequestJson() {}

    /** Reads a body, or a part of one; what is no JSON is a {@link Refusal} that repeats nothing of it. */
    public static JsonNode read(byte[] body) {
        try {
            return Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // Its message may repeat what was sent; its place does not.
            String at = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new Refusal(BAD_REQUEST, "it is not valid JSON.", "the request's body" + at, "Correct it.");
        }
    }
}

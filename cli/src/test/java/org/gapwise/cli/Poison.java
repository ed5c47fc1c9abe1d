package org.gapwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;

/** Makes a model answer no number: its folder is whole, and one of its weights is none. */
final class Poison {

    private static final int LENGTH_BYTES = 8;

    private Poison() {}

    /** @param tensor whose first weight becomes NaN */
    static void weight(Path bundle, String tensor) throws IOException {
        Path file = bundle.resolve("weights.safetensors");
        Path sums = bundle.resolve("SHA256SUMS");
        String before = Sha256.of(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        JsonNode described = Json.parse(new String(bytes.array(), LENGTH_BYTES, header, StandardCharsets.UTF_8))
                .path(tensor);
        if (!described.path("dtype").asText().equals("F32")) {
            throw new IOException("no such weights: " + tensor);
        }
        bytes.putFloat(
                LENGTH_BYTES + header + described.path("data_offsets").path(0).asInt(), Float.NaN);
        Files.write(file, bytes.array());
        Files.writeString(sums, Files.readString(sums).replace(before, Sha256.of(file)));
    }
}

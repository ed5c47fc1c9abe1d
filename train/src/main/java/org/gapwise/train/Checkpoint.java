package org.gapwise.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.SafetensorsException;
import org.gapwise.nn.Tensor;

/**
 * All of a stage at one moment, in one file that is whole or not there.
 *
 * @param tensors by kind and name: {@code weights/}, {@code moments/}, {@code mean/}, {@code best/}
 */
record Checkpoint(State state, Map<String, Tensor> tensors) {

    private static final String STATE = "state";

    void write(Path file) {
        Safetensors.write(file, tensors, Map.of(STATE, Json.line(state)));
    }

    /** Reads a checkpoint; its tensors belong to the scope that is open. */
    static Checkpoint read(Path file) {
        try (Safetensors stored = Safetensors.open(file)) {
            String state = stored.metadata().getOrDefault(STATE, "");
            return new Checkpoint(Json.bind(Json.parse(state), State.class), stored.tensors());
        } catch (SafetensorsException | JsonProcessingException e) {
            throw new ConfigException(
                    "the checkpoint cannot be read: " + e.getMessage(),
                    file.toString(),
                    "Delete the folder to train from the start.");
        }
    }

    /** The tensors of a kind under their own names. */
    Map<String, Tensor> part(String kind) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(kind + "/")) {
                part.put(name.substring(kind.length() + 1), tensor);
            }
        });
        return part;
    }

    static void put(Map<String, Tensor> all, String kind, Map<String, Tensor> part) {
        part.forEach((name, tensor) -> all.put(kind + "/" + name, tensor));
    }
}

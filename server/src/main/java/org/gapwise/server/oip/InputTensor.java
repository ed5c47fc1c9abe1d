package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.Problems;

/**
 * One input: an element a case. JSON null stands where a case does not have it.
 *
 * @param elements in the order of the cases
 */
record InputTensor(String name, ElementKind kind, List<JsonNode> elements) {

    /** Most cases of a request. */
    static final int MOST = 1000;

    private static final String SIZE = "binary_data_size";

    /** The bytes of this input, for the extension of binary tensors; none when its data are JSON. */
    static int binarySize(JsonNode input) {
        JsonNode size = input.path("parameters").path(SIZE);
        return size.isInt() && size.intValue() >= 0 ? size.intValue() : 0;
    }

    /** Reads an input; what is wrong is noted, and then there is none. */
    static Optional<InputTensor> read(JsonNode input, ByteBuffer binary, Problems problems) {
        String name = input.path("name").asText("");
        String where = "input \"" + name + "\"";
        Optional<ElementKind> kind = Arrays.stream(ElementKind.values())
                .filter(each -> each.name().equals(input.path("datatype").asText()))
                .findFirst();
        int cases = cases(input.path("shape"));
        if (!input.path("name").isTextual() || kind.isEmpty() || cases < 0) {
            problems.add(
                    "an input has a name, a datatype that is read here, and a shape of [cases] or [cases, 1].",
                    where,
                    "The model's metadata name them; at most " + MOST + " cases.");
            return Optional.empty();
        }
        List<JsonNode> elements = input.path("parameters").has(SIZE)
                ? decoded(kind.get(), binary, cases, where, problems)
                : listed(kind.get(), input.path("data"), where, problems);
        if (elements.size() != cases) {
            problems.add("it has another number of elements than its shape says.", where, "Correct one of them.");
            return Optional.empty();
        }
        return Optional.of(new InputTensor(name, kind.get(), elements));
    }

    /** -1 when it is no shape of an element a case. */
    private static int cases(JsonNode shape) {
        boolean column = shape.size() == 2 && shape.path(1).asInt() == 1;
        JsonNode first = shape.path(0);
        boolean fits = shape.isArray() && (shape.size() == 1 || column) && first.isInt();
        return fits && first.intValue() >= 1 && first.intValue() <= MOST ? first.intValue() : -1;
    }

    private static List<JsonNode> listed(ElementKind kind, JsonNode data, String where, Problems problems) {
        List<JsonNode> elements = new ArrayList<>();
        for (JsonNode element : data) {
            // Nested data of shape [cases, 1] are the same.
            JsonNode one = element.isArray() && element.size() == 1 ? element.path(0) : element;
            if (!one.isNull() && !kind.takes(one)) {
                problems.add("an element is no " + kind + ".", where, "Correct it, or write null for not measured.");
            }
            elements.add(one);
        }
        return elements;
    }

    private static List<JsonNode> decoded(
            ElementKind kind, ByteBuffer bytes, int cases, String where, Problems problems) {
        List<JsonNode> elements = new ArrayList<>();
        try {
            for (int i = 0; i < cases; i++) {
                elements.add(kind.read(bytes));
            }
        } catch (BufferUnderflowException e) {
            return List.of();
        }
        if (bytes.hasRemaining()) {
            problems.add("there are bytes left over.", where, "Correct binary_data_size or the shape.");
        }
        return elements;
    }
}

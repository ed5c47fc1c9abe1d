package org.gapwise.server.oip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.toml.Spelling;
import org.gapwise.server.model.Served;
import org.gapwise.server.rest.CaseReader;

/** Turns tensors into cases. A mask {@code NAME.present} says which cases have an input where its data cannot. */
final class InferCases {

    static final String PRESENT = ".present";

    private final Served model;
    private final Set<String> images = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Problems problems = new Problems();

    InferCases(Served model) {
        this.model = model;
        Schema schema = model.schema();
        schema.images().stream().map(ImageModality::name).forEach(images::add);
        schema.features().forEach(feature -> names.add(feature.name()));
        names.addAll(images);
    }

    /** The cases; every problem at once. Without any input there is one case, of which nothing is known. */
    List<Case> read(List<InputTensor> inputs) {
        Map<String, InputTensor> byName = new LinkedHashMap<>();
        for (InputTensor input : inputs) {
            if (byName.put(input.name(), input) != null) {
                problems.add("it is given twice.", where(input.name()), "Send it once.");
            }
        }
        byName.values().forEach(input -> check(input, byName));
        long sizes =
                inputs.stream().map(input -> input.elements().size()).distinct().count();
        if (sizes > 1) {
            problems.add("inputs have different numbers of cases.", "\"inputs\"", "Give all the same shape.");
        }
        problems.throwIfAny(DataException::new);
        int count = inputs.isEmpty() ? 1 : inputs.get(0).elements().size();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(one(byName, i, count == 1 ? "\"inputs\"" : "\"inputs\", case " + (i + 1)));
        }
        problems.throwIfAny(DataException::new);
        return cases;
    }

    private void check(InputTensor input, Map<String, InputTensor> all) {
        String name = input.name();
        if (names.contains(name)) {
            if (input.kind() == ElementKind.BOOL) {
                problems.add("a feature or picture is no BOOL.", where(name), "Send what the metadata name.");
            }
            return;
        }
        String of = name.endsWith(PRESENT) ? name.substring(0, name.length() - PRESENT.length()) : "";
        if (!names.contains(of)) {
            String hint = Spelling.didYouMean(name, names);
            problems.add(
                    "the model knows nothing called so.",
                    where(name),
                    hint.isEmpty() ? "It knows " + String.join(", ", names) + "." : hint);
        } else if (input.kind() != ElementKind.BOOL || !all.containsKey(of)) {
            problems.add("a mask is a BOOL beside the input it is about.", where(name), "Send both, or neither.");
        }
    }

    private Case one(Map<String, InputTensor> inputs, int index, String where) {
        ObjectNode tree = Json.object();
        Map<String, byte[]> files = new LinkedHashMap<>();
        inputs.forEach((name, input) -> {
            JsonNode element = input.elements().get(index);
            if (names.contains(name) && !element.isNull() && present(inputs, name, index)) {
                if (element.isBinary() && images.contains(name)) {
                    files.put(name, bytes(element));
                } else if (element.isBinary()) {
                    tree.put(name, new String(bytes(element), StandardCharsets.UTF_8));
                } else {
                    tree.set(name, element);
                }
            }
        });
        return new CaseReader(model.schema(), model.pictures(), where, problems).read(tree, files);
    }

    private static boolean present(Map<String, InputTensor> inputs, String name, int index) {
        InputTensor mask = inputs.get(name + PRESENT);
        return mask == null || mask.elements().get(index).asBoolean(false);
    }

    private static byte[] bytes(JsonNode element) {
        try {
            return element.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String where(String name) {
        return "input \"" + name + "\"";
    }
}

package org.gapwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.toml.Spelling;
import org.gapwise.data.image.ImageFault;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.image.ImageRoot;

/**
 * One case as a JSON object: features, pictures and the case key by their names or columns in the schema. What was not measured is
 * left out, or null.
 */
final class CaseFile {

    private final Path file;
    private final Schema schema;
    private final Path root;
    private final Problems problems = new Problems();

    /** @param root folder of the pictures that the file names */
    CaseFile(Path file, Schema schema, Path root) {
        this.file = file;
        this.schema = schema;
        this.root = root;
    }

    /** The case; every fault of the file in one exception. */
    Case read() {
        JsonNode tree = tree();
        String id = tree.path(schema.caseKey()).asText("case");
        Case one = Case.of(id.isEmpty() ? "case" : id);
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!entry.getValue().isNull() && !entry.getKey().equals(schema.caseKey())) {
                one = with(one, entry.getKey(), entry.getValue());
            }
        }
        problems.throwIfAny(DataException::new);
        return one;
    }

    private JsonNode tree() {
        try {
            JsonNode tree = Json.read(file);
            if (tree.isObject()) {
                return tree;
            }
            throw fault("it is not a JSON object.", "Write { \"age\": 63, ... } with the names of the schema.");
        } catch (JsonProcessingException e) {
            throw fault("it is not valid JSON: " + e.getOriginalMessage() + ".", "Correct it.");
        } catch (IOException e) {
            throw fault("the file cannot be read.", "Check the path.");
        }
    }

    private DataException fault(String what, String fix) {
        return new DataException(what, file.toString(), fix);
    }

    private Case with(Case one, String name, JsonNode value) {
        Optional<Feature> feature = schema.features().stream()
                .filter(f -> f.name().equals(name) || f.column().equals(name))
                .findFirst();
        if (feature.isPresent()) {
            return cell(one, feature.get(), value);
        }
        Optional<ImageModality> image = schema.images().stream()
                .filter(i -> i.name().equals(name) || i.column().equals(name))
                .findFirst();
        if (image.isPresent()) {
            return picture(one, image.get().name(), value);
        }
        List<String> known = names();
        String hint = Spelling.didYouMean(name, known);
        problems.add(
                "the model knows nothing called so.",
                where(name),
                hint.isEmpty() ? "It knows " + String.join(", ", known) + "." : hint);
        return one;
    }

    private Case cell(Case one, Feature feature, JsonNode value) {
        if (feature instanceof Categorical) {
            if (value.isTextual()) {
                return one.with(feature.name(), value.textValue());
            }
            problems.add("a text in quotes is expected.", where(feature.name()), "Quote it, or leave it out.");
        } else if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return one.with(feature.name(), value.doubleValue());
        } else {
            problems.add("a number is expected.", where(feature.name()), "Write it without quotes, or leave it out.");
        }
        return one;
    }

    private Case picture(Case one, String name, JsonNode value) {
        try {
            ImageRoot folder = ImageRoot.of(root).orElseThrow();
            return one.with(name, new ImageFile(folder.resolve(value.asText()), where(name)));
        } catch (NoSuchElementException e) {
            problems.add("there is no such folder of pictures.", root.toString(), "Correct --root.");
        } catch (ImageFault e) {
            problems.add(e.what(), where(name), e.fix());
        }
        return one;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        schema.features().forEach(feature -> names.add(feature.name()));
        schema.images().forEach(image -> names.add(image.name()));
        return names;
    }

    private String where(String name) {
        return file + ", \"" + name + "\"";
    }
}

package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.toml.Spelling;
import org.gapwise.server.model.PictureReader;

/**
 * Reads one case from what a client sent: features by their names or columns, pictures by the names of their modalities.
 * Null means the same as leaving out. Messages name features, never values.
 */
public final class CaseReader {

    private static final int LONGEST = 60;
    private static final String NAMELESS = "case";

    private final Schema schema;
    private final PictureReader pictures;
    private final String where;
    private final Problems problems;

    /** @param where says in messages which case it is */
    public CaseReader(Schema schema, PictureReader pictures, String where, Problems problems) {
        this.schema = schema;
        this.pictures = pictures;
        this.where = where;
        this.problems = problems;
    }

    /** The case; what is wrong is noted, not thrown. */
    public Case read(JsonNode tree, Map<String, byte[]> files) {
        if (!tree.isObject()) {
            problems.add("it is not a JSON object.", where, "Send {\"age\": 63, ...} with the names of the schema.");
            return Case.of(NAMELESS);
        }
        Case one = Case.of(key(tree));
        Map<String, String> seen = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            String name = entry.getKey();
            if (!name.equals(schema.caseKey()) && once(canonical(name), name, seen)) {
                one = entry.getValue().isNull() ? known(one, name) : with(one, name, entry.getValue());
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Optional<String> image = image(file.getKey());
            if (image.isEmpty()) {
                unknown(file.getKey());
            } else if (once(image.get(), file.getKey(), seen)) {
                one = picture(one, image.get(), file.getValue());
            }
        }
        return one;
    }

    private String key(JsonNode tree) {
        JsonNode key = tree.path(schema.caseKey());
        if (key.isContainerNode()) {
            problems.add("the case key is a text or a number.", where(schema.caseKey()), "Write it in quotes.");
        }
        return key.asText("").isEmpty() ? NAMELESS : key.asText();
    }

    /** A feature may be called by its name or its column, but once. */
    private boolean once(String canonical, String name, Map<String, String> seen) {
        if (seen.putIfAbsent(canonical, name) != null) {
            problems.add("the same thing is given twice.", where(canonical), "Send it once.");
            return false;
        }
        return true;
    }

    private String canonical(String name) {
        return feature(name).map(Feature::name).or(() -> image(name)).orElse(name);
    }

    private Optional<Feature> feature(String name) {
        return schema.features().stream()
                .filter(f -> f.name().equals(name) || f.column().equals(name))
                .findFirst();
    }

    private Optional<String> image(String name) {
        return schema.images().stream()
                .filter(i -> i.name().equals(name) || i.column().equals(name))
                .map(i -> i.name())
                .findFirst();
    }

    /** Null of something known is nothing; of something unknown it is still a mistake. */
    private Case known(Case one, String name) {
        if (feature(name).isEmpty() && image(name).isEmpty()) {
            unknown(name);
        }
        return one;
    }

    private Case with(Case one, String name, JsonNode value) {
        Optional<Feature> feature = feature(name);
        Optional<String> image = image(name);
        if (feature.isPresent()) {
            return cell(one, feature.get(), value);
        }
        if (image.isPresent()) {
            return encoded(one, image.get(), value);
        }
        unknown(name);
        return one;
    }

    private void unknown(String name) {
        List<String> known = new ArrayList<>();
        schema.features().forEach(feature -> known.add(feature.name()));
        schema.images().forEach(image -> known.add(image.name()));
        String hint = Spelling.didYouMean(name, known);
        problems.add(
                "the model knows nothing called so.",
                where(name),
                hint.isEmpty() ? "It knows " + String.join(", ", known) + "." : hint);
    }

    private Case cell(Case one, Feature feature, JsonNode value) {
        if (feature instanceof Categorical) {
            if (value.isTextual() && !value.textValue().isBlank()) {
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

    private Case encoded(Case one, String image, JsonNode value) {
        if (value.isTextual()) {
            try {
                return picture(one, image, Base64.getDecoder().decode(value.textValue()));
            } catch (IllegalArgumentException e) {
                // Said below.
            }
        }
        problems.add(
                "a picture in JSON is the file's bytes in Base64.",
                where(image),
                "Encode it, or send it as a part of multipart/form-data.");
        return one;
    }

    private Case picture(Case one, String image, byte[] bytes) {
        try {
            return one.with(image, pictures.read(bytes, where(image)));
        } catch (DataException e) {
            problems.addAll(e.problems());
            return one;
        }
    }

    private String where(String name) {
        String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
        return where + ", \"" + shown.replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}

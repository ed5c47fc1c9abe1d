package org.gapwise.core.encoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.BundleException;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;

/** How an encoding stands in encoding.json. */
final class EncodingJson {

    private EncodingJson() {}

    static String write(Encoding encoding) {
        ObjectNode root = Json.object();
        root.put("version", 1);
        root.set("scales", Json.tree(encoding.scales()));
        return Json.text(root);
    }

    static Encoding read(Schema schema, String text) {
        try {
            JsonNode scales = Json.parse(text).path("scales");
            Map<String, NumericScale> read = new LinkedHashMap<>();
            for (Feature feature : schema.features()) {
                if (feature instanceof Numeric && !scales.has(feature.name())) {
                    throw damaged("it has no scale for the feature \"" + feature.name() + "\".");
                }
                if (feature instanceof Numeric) {
                    read.put(feature.name(), Json.bind(scales.get(feature.name()), NumericScale.class));
                }
            }
            return new Encoding(schema, read);
        } catch (JsonProcessingException e) {
            throw damaged("it is not valid JSON of an encoding.");
        }
    }

    private static BundleException damaged(String what) {
        return new BundleException(what, "encoding.json", "Restore the bundle or train again.");
    }
}

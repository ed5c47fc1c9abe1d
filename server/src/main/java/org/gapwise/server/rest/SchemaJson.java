package org.gapwise.server.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.server.model.Served;

/** What a model takes and gives, for a program that builds a form or a request. */
final class SchemaJson {

    private static final List<String> FORMATS = List.of("image/png", "image/jpeg", "application/dicom");

    private SchemaJson() {}

    static ObjectNode write(Served model) {
        Schema schema = model.schema();
        ObjectNode tree = Json.object();
        tree.put("model", model.name().name()).put("version", model.name().version());
        tree.put("case", schema.caseKey());
        ArrayNode modalities = tree.putArray("modalities");
        for (Modality modality : schema.modalities()) {
            ObjectNode each = modalities.addObject().put("name", modality.name());
            if (modality instanceof TableModality table) {
                each.put("kind", "table");
                ArrayNode features = each.putArray("features");
                table.features().forEach(feature -> feature(feature, features.addObject()));
            } else {
                each.put("kind", "image").set("formats", Json.tree(FORMATS));
            }
        }
        tree.set("targets", Json.tree(schema.targetNames()));
        tree.set("explains", Json.tree(ExplainAction.words(model)));
        return tree;
    }

    private static void feature(Feature feature, ObjectNode tree) {
        tree.put("name", feature.name());
        if (feature instanceof Categorical categorical) {
            tree.put("kind", "categorical").set("levels", Json.tree(categorical.levels()));
        } else if (feature instanceof Numeric numeric) {
            tree.put("kind", "numeric");
            if (!numeric.unit().isEmpty()) {
                tree.put("unit", numeric.unit());
            }
            numeric.range()
                    .ifPresent(range -> tree.putArray("range").add(range.low()).add(range.high()));
        }
    }
}

package org.gapwise.data.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.table.TargetCheck;

/** An inspection as JSON. */
final class InspectionJson {

    private InspectionJson() {}

    static ObjectNode of(Inspection inspection) {
        ObjectNode json = Json.object().put("version", 1);
        json.put("table", inspection.table()).put("usable", inspection.faults().isEmpty());
        json.put("cases", inspection.cases()).put("groups", inspection.groups());
        ArrayNode features = json.putArray("features");
        inspection.features().forEach(feature -> feature(features.addObject(), feature));
        ArrayNode images = json.putArray("images");
        inspection.images().forEach(check -> image(images.addObject(), check));
        ArrayNode patterns = json.putArray("patterns");
        for (PresencePattern pattern : inspection.patterns()) {
            ObjectNode one = patterns.addObject().put("cases", pattern.cases());
            pattern.present().forEach(one.putArray("present")::add);
        }
        ArrayNode targets = json.putArray("targets");
        inspection.targets().forEach(check -> target(targets.addObject(), check));
        json.set("measured_together", Json.tree(inspection.measured()));
        json.set("positive_together", Json.tree(inspection.positive()));
        json.set("faults", problems(inspection.faults()));
        json.set("warnings", problems(inspection.warnings()));
        return json;
    }

    private static void feature(ObjectNode json, FeatureSummary feature) {
        json.put("name", feature.name()).put("column", feature.column());
        json.put("measured", feature.measured()).put("missing_rate", feature.missingRate());
        if (!feature.unit().isEmpty()) {
            json.put("unit", feature.unit());
        }
        feature.numbers().ifPresent(numbers -> json.put("least", numbers.least())
                .put("lower_quartile", numbers.lowerQuartile())
                .put("median", numbers.median())
                .put("upper_quartile", numbers.upperQuartile())
                .put("most", numbers.most())
                .put("distinct", numbers.distinct())
                .put("implausible", numbers.implausible()));
        if (!feature.levels().isEmpty()) {
            ObjectNode levels = json.putObject("levels");
            feature.levels().forEach(levels::put);
        }
    }

    private static void image(ObjectNode json, ImageCheck check) {
        json.put("modality", check.modality()).put("cases", check.cases()).put("files", check.files());
        json.put("grey", check.grey()).put("unreadable", check.faults().size());
        if (check.largest() > 0) {
            json.put("smallest_side", check.smallest()).put("largest_side", check.largest());
        }
    }

    private static void target(ObjectNode json, TargetCheck check) {
        json.put("name", check.target().name()).put("column", check.target().column());
        json.put("positive", check.positive()).put("negative", check.negative());
        json.put("uncertain", check.uncertain()).put("unannotated", check.unannotated());
    }

    private static ArrayNode problems(List<Problem> problems) {
        return problems.stream()
                .map(p -> Json.object()
                        .put("what", p.what())
                        .put("where", p.where())
                        .put("fix", p.fix()))
                .collect(() -> Json.object().arrayNode(), ArrayNode::add, ArrayNode::addAll);
    }
}

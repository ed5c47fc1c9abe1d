package org.gapwise.data.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Part;
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
        for (int i = 0; i < inspection.images().size(); i++) {
            image(
                    images.addObject(),
                    inspection.images().get(i),
                    inspection.looks().get(i));
        }
        ArrayNode patterns = json.putArray("patterns");
        for (PresencePattern pattern : inspection.patterns()) {
            ObjectNode one = patterns.addObject().put("cases", pattern.cases());
            pattern.present().forEach(one.putArray("present")::add);
        }
        ArrayNode targets = json.putArray("targets");
        inspection.targets().forEach(check -> target(targets.addObject(), check));
        inspection.drift().ifPresent(drift -> drift(json, drift));
        json.set("measured_together", Json.tree(inspection.measured()));
        json.set("positive_together", Json.tree(inspection.positive()));
        json.set("faults", problems(inspection.faults()));
        json.set("warnings", problems(inspection.warnings()));
        return json;
    }

    private static void feature(ObjectNode json, FeatureSummary feature) {
        json.put("name", feature.name()).put("column", feature.column()).put("kind", feature.kind());
        feature.range()
                .ifPresent(range -> json.putArray("range").add(range.low()).add(range.high()));
        json.put("measured", feature.measured()).put("missing_rate", feature.missingRate());
        if (!feature.unit().isEmpty()) {
            json.put("unit", feature.unit());
        }
        feature.numbers().ifPresent(numbers -> {
            json.put("least", numbers.least()).put("lower_quartile", numbers.lowerQuartile());
            json.put("median", numbers.median()).put("upper_quartile", numbers.upperQuartile());
            json.put("most", numbers.most()).put("distinct", numbers.distinct());
            json.put("implausible", numbers.implausible());
            json.set("histogram", Json.tree(numbers.histogram()));
        });
        if (!feature.levels().isEmpty()) {
            ObjectNode levels = json.putObject("levels");
            feature.levels().forEach(levels::put);
        }
    }

    private static void image(ObjectNode json, ImageCheck check, PictureLooks looks) {
        json.put("modality", check.modality()).put("cases", check.cases()).put("files", check.files());
        json.put("grey", check.grey()).put("unreadable", check.faults().size());
        json.put("duplicate", looks.duplicates()).put("blank", looks.blank()).put("inverted", looks.inverted());
        if (check.largest() > 0) {
            json.put("smallest_side", check.smallest()).put("largest_side", check.largest());
        }
    }

    private static void target(ObjectNode json, TargetCheck check) {
        json.put("name", check.target().name()).put("column", check.target().column());
        json.put("positive", check.positive()).put("negative", check.negative());
        json.put("uncertain", check.uncertain()).put("unannotated", check.unannotated());
        ObjectNode policies = json.putObject("by_policy");
        for (PolicyCount count : PolicyCount.of(check)) {
            ObjectNode one = policies.putObject(count.policy());
            one.put("positive", count.positive()).put("negative", count.negative());
            if (count.between() > 0) {
                one.put("between", count.between());
            }
        }
    }

    private static void drift(ObjectNode json, Drift drift) {
        ObjectNode node = json.putObject("drift").put("parts_by", drift.origin());
        ObjectNode cases = node.putObject("cases");
        for (Part part : Part.values()) {
            cases.put(part.word(), drift.cases().getOrDefault(part, 0));
        }
        ArrayNode shifts = node.putArray("shifts");
        for (Shift shift : drift.shifts()) {
            ObjectNode one = shifts.addObject().put("name", shift.name()).put("of", shift.of());
            one.put("part", shift.part().word())
                    .put("distance", shift.distance())
                    .put("p", shift.p());
            one.put("notable", drift.notable().contains(shift));
        }
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

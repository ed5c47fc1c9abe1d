package org.gapwise.data.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.file.Json;
import org.gapwise.core.metrics.Estimate;

/** An audit as JSON. */
final class AuditJson {

    private static final int STRONGEST = 50;

    private AuditJson() {}

    static ObjectNode of(Audit audit) {
        ObjectNode json = Json.object().put("version", 1);
        json.put("table", audit.table()).put("usable", audit.usable());
        json.put("cases", audit.cases()).put("groups", audit.groups()).put("parts_by", audit.division());
        ObjectNode parts = json.putObject("parts");
        for (Part part : Part.values()) {
            parts.put(part.word(), audit.parts().getOrDefault(part, 0));
        }
        json.put("errors", audit.findings(Severity.ERROR).size());
        json.put("warnings", audit.findings(Severity.WARNING).size());
        ArrayNode findings = json.putArray("findings");
        audit.findings().forEach(finding -> finding(findings.addObject(), finding));
        ArrayNode checks = json.putArray("checks");
        for (Kind kind : Kind.values()) {
            ObjectNode check = checks.addObject().put("kind", kind.word());
            check.put(
                    "found",
                    audit.findings().stream().filter(f -> f.kind() == kind).count());
            String why = audit.skipped().get(kind);
            if (why != null) {
                check.put("skipped", why);
            }
        }
        ArrayNode telling = json.putArray("single_features");
        audit.telling().stream().limit(STRONGEST).forEach(one -> {
            ObjectNode node = telling.addObject().put("feature", one.feature()).put("target", one.target());
            node.put("by", one.gap() ? "absence" : "value");
            estimate(node.putObject("auroc"), one.auroc());
        });
        return json;
    }

    private static void finding(ObjectNode json, Finding finding) {
        json.put("severity", finding.severity().word())
                .put("kind", finding.kind().word());
        json.put("what", finding.problem().what())
                .put("where", finding.problem().where());
        json.put("fix", finding.problem().fix());
        finding.auroc().ifPresent(auroc -> estimate(json.putObject("auroc"), auroc));
    }

    private static void estimate(ObjectNode json, Estimate estimate) {
        estimate.value().ifPresent(v -> json.put("value", v));
        estimate.low().ifPresent(v -> json.put("low", v));
        estimate.high().ifPresent(v -> json.put("high", v));
        json.put("n", estimate.n());
    }
}

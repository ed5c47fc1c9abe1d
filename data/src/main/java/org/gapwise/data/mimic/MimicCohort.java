package org.gapwise.data.mimic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.clinical.Flow;

/**
 * What an import made, and how.
 *
 * @param links how many cases were linked in which way
 * @param unused values before the image that were not used, with the reason
 */
public record MimicCohort(
        MimicPlan plan,
        Schema schema,
        Flow flow,
        List<InputFile> inputs,
        Map<String, Long> links,
        List<Count> unused,
        List<Targets> targets,
        List<Problem> warnings) {

    /** A count by table and what it counts. */
    public record Count(String table, String what, long count) {}

    /** How often a target is what. */
    public record Targets(String name, long positive, long negative, long uncertain, long blank) {}

    public MimicCohort {
        inputs = List.copyOf(inputs);
        unused = List.copyOf(unused);
        targets = List.copyOf(targets);
        warnings = List.copyOf(warnings);
    }

    /** How a study finds its stays, in words. */
    public static String linkingRule() {
        return StayLinks.RULE;
    }

    /** The last step: what remained. */
    public Flow.Step cohort() {
        return flow.steps().get(flow.steps().size() - 1);
    }

    /** Everything but the cases, for provenance.json. */
    public ObjectNode toJson() {
        ObjectNode root = Json.object();
        root.put("version", 1).put("features", plan.features());
        ArrayNode files = root.putArray("inputs");
        for (InputFile input : inputs) {
            files.addObject()
                    .put("table", input.table())
                    .put("set", input.set())
                    .put("path", input.path())
                    .put("sha256", input.sha256())
                    .put("in_sha256sums", input.listed())
                    .put("bytes", input.bytes())
                    .put("rows", input.rows());
        }
        root.set("flow", Json.tree(flow.steps()));
        root.put("linking", StayLinks.RULE);
        root.set("links", Json.tree(links));
        root.set("unused_values", Json.tree(unused));
        root.set("targets", Json.tree(targets));
        root.set("warnings", Json.tree(warnings));
        return root;
    }
}

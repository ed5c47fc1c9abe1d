package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.Problem;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.clinical.Flow;

/**
 * What an import made, and how.
 *
 * @param schema absent when there is nothing to predict: the table is then for a model that knows its schema
 * @param unused what could not be used, with the reason
 */
public record FhirCohort(
        FhirPlan plan,
        Optional<Schema> schema,
        Flow flow,
        List<Input> inputs,
        List<Count> unused,
        List<Targets> targets,
        List<Problem> warnings) {

    /**
     * A file as it was read.
     *
     * @param resources how many, by type; those that are not read are "other"
     */
    public record Input(String path, String sha256, long bytes, Map<String, Long> resources) {}

    /** A count by source and what it counts. */
    public record Count(String source, String what, long count) {}

    /** How often a target is what. */
    public record Targets(String name, long positive, long negative, long uncertain, long blank) {}

    public FhirCohort {
        inputs = List.copyOf(inputs);
        unused = List.copyOf(unused);
        targets = List.copyOf(targets);
        warnings = List.copyOf(warnings);
    }

    /** The last step: what remained. */
    public Flow.Step cohort() {
        return flow.steps().get(flow.steps().size() - 1);
    }

    /** Everything but the cases, for provenance.json. */
    public ObjectNode toJson() {
        ObjectNode root = Json.object();
        root.put("version", 1).put("source", "fhir");
        ArrayNode files = root.putArray("inputs");
        for (Input input : inputs) {
            files.addObject()
                    .put("path", input.path())
                    .put("sha256", input.sha256())
                    .put("bytes", input.bytes())
                    .set("resources", Json.tree(input.resources()));
        }
        root.set("flow", Json.tree(flow.steps()));
        root.set("unused_values", Json.tree(unused));
        root.set("targets", Json.tree(targets));
        root.set("warnings", Json.tree(warnings));
        return root;
    }
}

package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.server.model.Explainer;
import org.gapwise.server.model.ModelOpener;
import org.gapwise.server.model.OpenModel;

/** A model all of whose names, units, levels, warnings and explanations are scripts for a page that takes text for markup. */
final class HostileModel implements ModelOpener, Predictor, Explainer {

    /** Sets window.hit when it is taken for markup. */
    static String attack(String what) {
        return what + "\"'><img src=x onerror=window.hit=1><svg onload=window.hit=1><script>window.hit=1</script>";
    }

    private static final String IMAGE = attack("image");
    private static final Schema SCHEMA = new Schema(
            "cases.csv",
            attack("key"),
            Optional.empty(),
            List.of(
                    new TableModality(
                            attack("table"),
                            List.of(
                                    new Numeric(
                                            attack("number"),
                                            attack("column"),
                                            attack("unit"),
                                            Optional.of(new Range(0, 1))),
                                    new Numeric(attack("gap"), attack("other"), "", Optional.empty()),
                                    new Categorical(attack("category"), List.of(attack("level"), attack("more"))))),
                    new ImageModality(IMAGE, "file", "pictures")),
            List.of(new Target(attack("target")), new Target(attack("second"))));

    @Override
    public boolean recognizes(Path folder) {
        return true;
    }

    @Override
    public String fingerprint(Path folder) {
        return "";
    }

    @Override
    public OpenModel open(Path folder) {
        Pixels pixels = new Pixels(1, 1, 1, new byte[1]);
        return new OpenModel(
                this, (bytes, where) -> size -> pixels, new FhirCharts(SCHEMA, Clock.systemUTC()), this, "");
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        return cases.stream().map(HostileModel::answer).toList();
    }

    private static Prediction answer(Case one) {
        Evidence evidence = Evidence.of(SCHEMA, one).plus(List.of(attack("warning")));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (String target : SCHEMA.targetNames()) {
            probabilities.put(target, 0.5);
            decisions.put(target, new Decision(0.5, 0.25, true, true, false, Basis.POOLED));
        }
        return new Prediction(
                one.id(), probabilities, evidence.used(), evidence.absent(), evidence.warnings(), decisions);
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.values());
    }

    @Override
    public ObjectNode explain(Case one, String target, Part part) {
        String shares = "{'target': 'T', 'from': 0, 'to': 1, 'shares': {'NAME': 1, 'IMAGE': 0.5}}";
        String text = ("{'modalities': " + shares + ", 'inputs': " + shares
                        + ", 'heat_maps': [{'method': 'METHOD', 'modality': 'IMAGE', 'cells': [[1, -1], [0, 1]]}]"
                        + ", 'next': [{'input': 'NAME', 'change': 0.1, 'information': 0.1, 'low': 0, 'high': 1, 'donors': 3}]"
                        + ", 'pictures': {'IMAGE': {'channels': 1, 'height': 1, 'width': 1, 'values': 'AA=='}}}")
                .replace('\'', '"')
                .replace("\"NAME\"", Json.line(attack("number")))
                .replace("\"METHOD\"", Json.line(attack("method")))
                .replace("\"IMAGE\"", Json.line(IMAGE));
        try {
            return (ObjectNode) Json.parse(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {}
}

package org.gapwise.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.SafetensorsException;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** A trained network as a predictor. Safe for several threads: weights are only read. */
public final class ModelPredictor implements Predictor {

    private static final int CHUNK = 32;

    private final Schema schema;
    private final Encoding encoding;
    private final ModelSpec spec;
    private final Network network;

    public ModelPredictor(Schema schema, Encoding encoding, ModelSpec spec, Network network) {
        this.schema = schema;
        this.encoding = encoding;
        this.spec = spec;
        this.network = network;
    }

    /** Opens a bundle whose checksums have been verified; weights of another shape than declared are refused. */
    public static ModelPredictor open(Bundle bundle) {
        Schema schema = Schema.parse(
                bundle.text("schema.toml"), bundle.file("schema.toml").toString());
        ModelSpec spec = spec(bundle);
        Network network = Network.joint(schema, spec, 0);
        try (Scope scope = Scope.open();
                Safetensors weights = Safetensors.open(bundle.file("weights.safetensors"))) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            weights.names().forEach(name -> tensors.put(name, weights.tensor(name)));
            network.load(tensors);
        } catch (SafetensorsException | IllegalArgumentException e) {
            network.close();
            throw new BundleException(
                    String.valueOf(e.getMessage()),
                    bundle.file("weights.safetensors").toString(),
                    "Restore the bundle or train again.");
        }
        return new ModelPredictor(schema, Encoding.parse(schema, bundle.text("encoding.json")), spec, network);
    }

    private static ModelSpec spec(Bundle bundle) {
        ObjectNode form = Json.object();
        // Bundles from before there was a choice do not say.
        form.put("fusion", FusionForm.TRANSFORMER.name());
        bundle.manifest().path("model").properties().forEach(field -> form.set(field.getKey(), field.getValue()));
        try {
            return Json.bind(form, ModelSpec.class);
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "its part \"model\" cannot be read: " + e.getOriginalMessage() + ".",
                    bundle.file(Bundle.MANIFEST).toString(),
                    "Use the release that wrote it, or train again.");
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    public Encoding encoding() {
        return encoding;
    }

    public ModelSpec spec() {
        return spec;
    }

    public Network network() {
        return network;
    }

    /** What the network takes. Pictures are read here. */
    public Batch batch(List<Case> cases) {
        List<EncodedCase> encoded = cases.stream().map(encoding::encode).toList();
        return Batch.of(schema, encoded, spec.image().size());
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += CHUNK) {
            List<Case> chunk = cases.subList(from, Math.min(from + CHUNK, cases.size()));
            float[] probabilities = probabilities(chunk);
            int labels = schema.targets().size();
            for (int i = 0; i < chunk.size(); i++) {
                predictions.add(prediction(chunk.get(i), probabilities, i * labels));
            }
        }
        return predictions;
    }

    private float[] probabilities(List<Case> cases) {
        try (Scope scope = Scope.open();
                NoGrad none = NoGrad.on()) {
            return network.forward(batch(cases), Pass.inference()).sigmoid().toFloats();
        }
    }

    private Prediction prediction(Case one, float[] probabilities, int from) {
        Map<String, Double> byTarget = new LinkedHashMap<>();
        for (String target : schema.targetNames()) {
            byTarget.put(target, (double) probabilities[from + byTarget.size()]);
        }
        return Evidence.of(schema, one).answer(one.id(), byTarget);
    }

    @Override
    public void close() {
        network.close();
    }
}

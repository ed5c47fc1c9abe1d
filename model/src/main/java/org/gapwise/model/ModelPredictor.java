package org.gapwise.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.file.Json;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.Native;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Precision;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.SafetensorsException;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * A trained network as a predictor. Safe for several threads: weights are only read. Of a case about which nothing is
 * known it gives the base rates of the training cases: no network has learnt what to say then.
 */
public final class ModelPredictor implements Predictor {

    private static final int CHUNK = 32;

    private final Schema schema;
    private final Encoding encoding;
    private final ModelSpec spec;
    private final Network network;
    private final Optional<BaseRates> rates;
    private final double work;

    /** Without base rates: of a case about which nothing is known the network says what it says. */
    public ModelPredictor(Schema schema, Encoding encoding, ModelSpec spec, Network network) {
        this(schema, encoding, spec, network, Optional.empty());
    }

    private ModelPredictor(
            Schema schema, Encoding encoding, ModelSpec spec, Network network, Optional<BaseRates> rates) {
        this.rates = rates;
        this.schema = schema;
        this.encoding = encoding;
        this.spec = spec;
        this.network = network;
        work = network.multiplications();
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
            tensors.forEach(ModelPredictor::requireNumbers);
        } catch (SafetensorsException | IllegalArgumentException e) {
            network.close();
            throw new BundleException(
                    String.valueOf(e.getMessage()),
                    bundle.file("weights.safetensors").toString(),
                    "Restore the bundle or train again.");
        }
        network.settle();
        Encoding encoding = Encoding.parse(schema, bundle.text("encoding.json"));
        return new ModelPredictor(schema, encoding, spec, network, rates(bundle, spec));
    }

    /** Some kernels rectify what is no number to 0, and the answer would look like one. */
    private static void requireNumbers(String name, Tensor weights) {
        if (!Double.isFinite(weights.toFloat().sum().item())) {
            throw new IllegalArgumentException("the weights " + name + " hold what is no number.");
        }
    }

    /** None where gaps are filled: such a network sees zeros, not nothing. Bundles from before they were kept have none. */
    private static Optional<BaseRates> rates(Bundle bundle, ModelSpec spec) {
        Map<String, Double> rates = new LinkedHashMap<>();
        bundle.manifest()
                .path("base_rates")
                .properties()
                .forEach(field -> rates.put(field.getKey(), field.getValue().asDouble()));
        return rates.isEmpty() || !spec.gaps().leavesOut() ? Optional.empty() : Optional.of(new BaseRates(rates));
    }

    private static ModelSpec spec(Bundle bundle) {
        ObjectNode form = Json.object();
        // Bundles from before there was a choice do not say.
        form.put("fusion", FusionForm.TRANSFORMER.name());
        form.put("precision", Precision.FP32.name());
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

    /**
     * Keeps what the encoders made of the pictures asked about last, for callers that ask of one picture many times. A
     * picture is then encoded by itself, which changes the last bits of an answer about several.
     */
    public ModelPredictor remembering(int pictures) {
        network.remember(pictures);
        return this;
    }

    /** The same network, which gives these of a case about which nothing is known, unless it fills gaps. */
    public ModelPredictor saying(BaseRates known) {
        return new ModelPredictor(
                schema, encoding, spec, network, spec.gaps().leavesOut() ? Optional.of(known) : Optional.empty());
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
            Batch batch = batch(cases);
            Native.suit(work);
            return spec.precision()
                    .run(() -> network.forward(batch, Pass.inference()))
                    .sigmoid()
                    .toFloats();
        }
    }

    private Prediction prediction(Case one, float[] probabilities, int from) {
        Evidence evidence = Evidence.of(schema, one);
        boolean blind = evidence.used().isEmpty();
        Map<String, Double> byTarget = new LinkedHashMap<>();
        for (String target : schema.targetNames()) {
            double said = probabilities[from + byTarget.size()];
            if (Double.isNaN(said)) {
                throw noNumber(target);
            }
            byTarget.put(target, blind ? rates.map(r -> r.of(target)).orElse(said) : said);
        }
        return evidence.answer(one.id(), byTarget);
    }

    /** Inputs are bounded on their way into the network: only weights can do this. */
    private static BundleException noNumber(String target) {
        return new BundleException(
                "the network's answer is no number, so there is none.",
                "target \"" + target + "\"",
                "Its weights are damaged: restore the model from a copy, or train it again.");
    }

    @Override
    public void close() {
        network.close();
    }
}

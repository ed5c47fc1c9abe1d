package org.gapwise.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.core.monitor.Profile;
import org.gapwise.core.predict.Prediction;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.Network;
import org.gapwise.nn.EngineInfo;
import org.gapwise.nn.Native;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;

/** Puts a trained network and all that prediction needs into a bundle. */
final class BundleWriter {

    private final Plan plan;
    private final Encoding encoding;
    private final Split split;

    BundleWriter(Plan plan, Encoding encoding, Split split) {
        this.plan = plan;
        this.encoding = encoding;
        this.split = split;
    }

    Bundle write(Network network, Cohort cohort, RunFolder run, Path out) {
        try {
            Path prepared = run.path().resolveSibling(out.getFileName() + ".part");
            clear(prepared);
            Files.createDirectories(prepared);
            AtomicFile.write(prepared.resolve("schema.toml"), cohort.schema().toToml());
            AtomicFile.write(prepared.resolve("plan.toml"), plan.toToml());
            AtomicFile.write(prepared.resolve("encoding.json"), encoding.toJson());
            AtomicFile.write(
                    prepared.resolve("split.json"),
                    Parts.of(cohort, split, plan.seed()).toJson());
            Files.copy(run.metricsFile(), prepared.resolve("metrics.jsonl"), StandardCopyOption.REPLACE_EXISTING);
            try (Scope scope = Scope.open()) {
                Safetensors.write(prepared.resolve("weights.safetensors"), network.state(), Map.of());
            }
            Json.write(prepared.resolve(Bundle.MANIFEST), manifest(network, cohort));
            AtomicFile.write(
                    prepared.resolve(Profile.FILE), profile(network, cohort).toJson());
            AtomicFile.write(prepared.resolve("MODEL_CARD.md"), new ModelCard(plan, cohort, split).text());
            return Bundle.seal(prepared, out);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + out, e);
        }
    }

    /** What the training cases had, and what the network says of validation cases. */
    private Profile profile(Network network, Cohort cohort) {
        Cohort training = split.of(cohort, Part.TRAIN);
        ModelPredictor predictor =
                new ModelPredictor(cohort.schema(), encoding, plan.model(), network).saying(BaseRates.of(training));
        List<Map<String, Double>> answers = predictor
                .predict(split.of(cohort, Part.VALID).cases())
                .stream()
                .map(Prediction::probabilities)
                .toList();
        return Profile.of(cohort.schema(), training.cases()).saying(answers);
    }

    private static void clear(Path prepared) throws IOException {
        if (Files.exists(prepared)) {
            try (var entries = Files.list(prepared)) {
                for (Path file : entries.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private ObjectNode manifest(Network network, Cohort cohort) {
        ObjectNode root = Json.object();
        root.put("version", Bundle.VERSION);
        root.put("preset", plan.preset());
        root.put("seed", plan.seed());
        root.put("parameters", network.count());
        root.set("model", Json.tree(plan.model()));
        root.set(
                "base_rates",
                Json.tree(BaseRates.of(split.of(cohort, Part.TRAIN)).rates()));
        ObjectNode data = root.putObject("data");
        data.put("sha256", Fingerprint.data(cohort));
        for (Part part : Part.values()) {
            data.put(part.word(), split.indices(part).size());
        }
        EngineInfo engine = Native.describe();
        ObjectNode made = root.putObject("made_with");
        made.put("engine", "libtorch " + engine.torch() + ", " + engine.capability());
        made.put("threads", engine.threads());
        made.put("java", System.getProperty("java.version"));
        made.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return root;
    }
}

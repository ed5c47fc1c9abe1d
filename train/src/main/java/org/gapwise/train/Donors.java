package org.gapwise.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Bundles whose encoders a run begins with; a modality that has one is not pre-trained again. */
record Donors(List<Bundle> bundles) {

    static final Donors NONE = new Donors(List.of());
    private static final String WEIGHTS = "weights.safetensors";

    Donors {
        bundles = List.copyOf(bundles);
    }

    /** Whether a bundle brings the encoder of this modality. */
    boolean bring(Modality modality) {
        return bundles.stream().anyMatch(bundle -> encoders(bundle).stream()
                .anyMatch(name -> name.startsWith(Trainee.encoderPath(modality))));
    }

    /** Writes the encoders of all bundles into a network, in order. */
    void give(Trainee network) {
        for (Bundle bundle : bundles) {
            try (Scope scope = Scope.open();
                    Safetensors weights = Safetensors.open(bundle.file(WEIGHTS))) {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                encoders(weights).forEach(name -> tensors.put(name, weights.tensor(name)));
                network.loadEncoders(tensors);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        e.getMessage() + ".",
                        bundle.file(WEIGHTS).toString(),
                        "Start from bundles with the same [model] and [vision] and modalities of the same schema.");
            }
        }
    }

    /** What the bundles hold, as hashes. */
    List<String> hashes() {
        return bundles.stream().map(bundle -> Sha256.of(bundle.file(WEIGHTS))).toList();
    }

    private static List<String> encoders(Bundle bundle) {
        try (Safetensors weights = Safetensors.open(bundle.file(WEIGHTS))) {
            return encoders(weights);
        }
    }

    private static List<String> encoders(Safetensors weights) {
        return weights.names().stream()
                .filter(name -> name.startsWith(Trainee.ENCODERS))
                .toList();
    }
}

package org.gapwise.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gapwise.core.schema.Modality;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.ModalityEncoder;
import org.gapwise.model.vision.PretrainedWeights;
import org.gapwise.nn.Layer;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** Encoders and what learns with them: all that training has to know. */
public abstract class Trainee extends Layer {

    /** What the paths of all encoder weights begin with. */
    public static final String ENCODERS = "encoders.";

    /** What is to be made small, a scalar. */
    public final Tensor loss(Batch batch, Pass pass, UncertainPolicy uncertain) {
        return share(batch, pass, uncertain, counts(batch, uncertain));
    }

    /**
     * What some cases of a batch add to its loss: over all parts of a batch the shares sum to the loss.
     *
     * @param counts of the whole batch
     */
    public abstract Tensor share(Batch part, Pass pass, UncertainPolicy uncertain, Tensor counts);

    /** What the sums of a batch's loss are divided by; no picture is looked at. */
    public abstract Tensor counts(Batch batch, UncertainPolicy uncertain);

    /** Whether the loss of a batch is a sum over its cases; else a part must be the whole. */
    public abstract boolean isDivisible();

    /**
     * Tells how features are to go missing in training from now on.
     *
     * @return whether the network itself sees to it; else they are taken from its cases
     */
    public boolean losesFeatures(FewerFeatures how) {
        return false;
    }

    /** Puts pretrained weights into every vision encoder there is. */
    public final void loadVision(Path weights) {
        encoders().values().stream()
                .flatMap(encoder -> encoder.visions().stream())
                .forEach(vision -> PretrainedWeights.load(vision, weights));
    }

    /** About how many multiplications a case takes on its way forward: enough to tell little work from much. */
    public final double multiplications() {
        double slots =
                encoders().values().stream().mapToDouble(ModalityEncoder::slots).sum();
        long others =
                otherParameters().values().stream().mapToLong(Tensor::count).sum();
        return slots * others
                + encoders().values().stream()
                        .mapToDouble(ModalityEncoder::multiplications)
                        .sum();
    }

    /** See {@link ModalityEncoder#remember}. */
    final void remember(int pictures) {
        encoders().values().forEach(encoder -> encoder.remember(pictures));
    }

    /** By modality, in the schema's order. */
    abstract Map<String, ModalityEncoder> encoders();

    /** What the paths of the weights of a modality's encoder begin with, the same in every network. */
    public static String encoderPath(Modality modality) {
        return ENCODERS + key(modality.name()) + ".";
    }

    /** A modality's name as part of a key in the weights file. */
    static String key(String name) {
        return name.replace('.', '_');
    }

    /**
     * Takes over what a source has of encoders, and nothing else of it.
     *
     * @throws IllegalArgumentException when the source has no encoder, or one that does not fit
     */
    public final void loadEncoders(Map<String, Tensor> source) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>(state());
            source.forEach((name, tensor) -> {
                if (name.startsWith(ENCODERS)) {
                    state.put(name, tensor);
                }
            });
            if (source.keySet().stream().noneMatch(name -> name.startsWith(ENCODERS))) {
                throw new IllegalArgumentException("there is no encoder among the weights");
            }
            load(state);
        }
    }

    /** The parameters of the modality encoders, by path. */
    public final Map<String, Tensor> encoderParameters() {
        return chosen(true);
    }

    /** All other parameters: modality tokens, fusion, head. */
    public final Map<String, Tensor> otherParameters() {
        return chosen(false);
    }

    private Map<String, Tensor> chosen(boolean encoders) {
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        parameters().forEach((path, tensor) -> {
            if (path.startsWith(ENCODERS) == encoders) {
                chosen.put(path, tensor);
            }
        });
        return chosen;
    }
}

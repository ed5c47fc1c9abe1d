package org.gapwise.model.vision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.SafetensorsException;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * Fills an encoder from a file: torchvision's and timm's weights in safetensors form, or a quantized MobileNet. The
 * keys and the metadata tell which it is.
 */
public final class PretrainedWeights {
    /** What stands behind the features in the networks of torchvision and timm. */
    private static final Pattern CLASSIFIER = Pattern.compile("(fc|classifier|head|head_drop|fc_norm)\\..*");

    private static final String COUNTER = ".num_batches_tracked";

    private PretrainedWeights() {}

    /** What was in the file and not needed, such as a classifier. */
    public record Loaded(List<String> ignored) {}

    /**
     * Overwrites all weights and running statistics of the encoder.
     *
     * @throws ConfigException naming everything that is missing, not known, or of another shape
     */
    public static Loaded load(VisionEncoder encoder, Path path) {
        try (Scope scope = Scope.open();
                Safetensors file = Safetensors.open(path)) {
            Map<String, Tensor> found = QuantizedMobileNet.recognizes(file) && encoder instanceof MobileNetV2Folded
                    ? QuantizedMobileNet.read(file)
                    : file.tensors();
            return assign(encoder, found, path);
        } catch (SafetensorsException e) {
            throw new ConfigException(e.what() + ".", e.where(), e.fix());
        }
    }

    private static Loaded assign(VisionEncoder encoder, Map<String, Tensor> found, Path path) {
        Map<String, Tensor> state = encoder.state();
        Map<String, Tensor> wanted = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        Problems problems = new Problems();
        String fix = "Name the architecture these weights belong to in vision.architecture, or other weights.";
        for (String name : new TreeSet<>(found.keySet())) {
            Tensor value = encoder.fitted(name, found.getOrDefault(name, Tensor.zeros()));
            Tensor own = state.get(name);
            if (own == null
                    && (name.endsWith(COUNTER) || CLASSIFIER.matcher(name).matches())) {
                ignored.add(name);
            } else if (own == null) {
                problems.add("the network has no tensor \"" + name + "\".", path.toString(), fix);
            } else if (!Arrays.equals(own.shape(), value.shape())) {
                String shapes = Arrays.toString(value.shape()) + ", the network needs " + Arrays.toString(own.shape());
                problems.add("\"" + name + "\" is " + shapes + ".", path.toString(), fix);
            } else {
                wanted.put(name, value);
            }
        }
        for (String name : state.keySet()) {
            if (!found.containsKey(name)) {
                problems.add("the tensor \"" + name + "\" is missing.", path.toString(), fix);
            }
        }
        problems.throwIfAny(ConfigException::new);
        encoder.load(wanted);
        return new Loaded(List.copyOf(ignored));
    }
}

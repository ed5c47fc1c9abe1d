package org.gapwise.model.vision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.nn.ElementType;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.SafetensorsException;
import org.gapwise.nn.Tensor;

/**
 * Reads the weights of a quantized MobileNetV2 that went from TensorFlow Lite to safetensors: bytes (weights) and whole
 * numbers (biases) with a scale and a zero point in the metadata, {@code value = scale * (stored - zero point)}.
 */
final class QuantizedMobileNet {
    private static final String ROOT = "MobilenetV2/";
    private static final Pattern BLOCK = Pattern.compile("expanded_conv(?:_(\\d+))?/(expand|depthwise|project)/.*");

    private QuantizedMobileNet() {}

    static boolean recognizes(Safetensors file) {
        return file.metadata().keySet().stream().anyMatch(key -> key.startsWith("scale:" + ROOT));
    }

    /** The tensors under the names of {@link MobileNetV2Folded}; others keep theirs. */
    static Map<String, Tensor> read(Safetensors file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String stored : file.names()) {
            // A name is a list of all the graph's nodes that were fused into one; the first tells where it belongs.
            String node = stored.split(";", 2)[0].substring(Math.min(ROOT.length(), stored.length()));
            Optional<String> layer = layer(node);
            if (layer.isPresent()) {
                boolean weight = file.type(stored) == ElementType.U8;
                Tensor value = real(file, stored);
                String name = layer.get() + (weight ? ".weight" : ".bias");
                tensors.put(name, weight ? turned(value, name.contains("depthwise")) : value);
            } else {
                tensors.put(node.startsWith("Logits") ? "head." + stored : stored, file.tensor(stored));
            }
        }
        return tensors;
    }

    private static Optional<String> layer(String node) {
        Matcher block = BLOCK.matcher(node);
        if (block.matches()) {
            String number = block.group(1) == null ? "0" : block.group(1);
            return Optional.of("blocks." + number + "." + block.group(2));
        }
        if (node.startsWith("Conv/")) {
            return Optional.of("stem");
        }
        return node.startsWith("Conv_1/") ? Optional.of("head") : Optional.empty();
    }

    private static Tensor real(Safetensors file, String name) {
        double zero = number(file, "zero_point:" + name);
        return file.tensor(name).toFloat().minus(zero).times(number(file, "scale:" + name));
    }

    private static double number(Safetensors file, String key) {
        String text = file.metadata().getOrDefault(key, "");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new SafetensorsException(
                    "the metadata has no number for \"" + key + "\"", "quantized weights", "Get the file again.");
        }
    }

    /** From output, height, width, input (or 1, height, width, channel) to the engine's order. */
    private static Tensor turned(Tensor weight, boolean depthwise) {
        return depthwise ? weight.permute(3, 0, 1, 2) : weight.permute(0, 3, 1, 2);
    }
}

package org.gapwise.model.vision;

import java.util.List;
import org.gapwise.nn.Tensor;

/**
 * How pixels become what weights expect: {@code (pixel / 255 - mean) / deviation}, channel by channel.
 *
 * @param mean red, green, blue
 * @param deviation red, green, blue
 */
public record Normalization(List<Double> mean, List<Double> deviation) {
    /** That of torchvision's weights. */
    public static final Normalization IMAGENET =
            new Normalization(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** To about -1 to 1; that of timm's transformers. */
    public static final Normalization SYMMETRIC = even(0.5, 0.5);

    /** {@code (pixel - 128) / 128}; that of the quantized MobileNets. */
    public static final Normalization BYTES = even(128 / 255.0, 128 / 255.0);

    private static Normalization even(double mean, double deviation) {
        return new Normalization(List.of(mean, mean, mean), List.of(deviation, deviation, deviation));
    }

    /**
     * @param pixels {@code [N, 1 or 3, H, W]}, values 0 to 255; a grey picture counts as equal red, green and blue
     * @return {@code [N, 3, H, W]}
     */
    public Tensor apply(Tensor pixels) {
        Tensor gain = row(deviation.stream().map(d -> 1 / (255 * d)).toList());
        Tensor offset = row(List.of(
                -mean.get(0) / deviation.get(0), -mean.get(1) / deviation.get(1), -mean.get(2) / deviation.get(2)));
        return pixels.toFloat().times(gain).plus(offset);
    }

    private static Tensor row(List<Double> values) {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).floatValue();
        }
        return Tensor.of(row, 1, row.length, 1, 1);
    }
}

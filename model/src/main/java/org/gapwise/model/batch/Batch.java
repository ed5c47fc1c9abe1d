package org.gapwise.model.batch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.Cells;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/**
 * Cases side by side as tensors. An absent cell holds 0 and its mask is false; an absent picture is not there at all.
 *
 * @param size B
 * @param tables by modality
 * @param images by modality
 * @param labels {@code [B, L]}: 1, 0, -1 uncertain, -100 not annotated
 */
public record Batch(int size, Map<String, TableBatch> tables, Map<String, ImageBatch> images, Tensor labels) {

    private static final int CHANNELS = 3;

    /** Reads the pictures that are present, at {@code imageSize} pixels, and no others. */
    public static Batch of(Schema schema, List<EncodedCase> cases, int imageSize) {
        return with(schema, cases, modality -> pictures(modality, cases, imageSize));
    }

    /** The same without a look at any picture: they have no pixels. */
    public static Batch outline(Schema schema, List<EncodedCase> cases) {
        return with(schema, cases, modality -> {
            long[] rows = rows(modality, cases);
            return new ImageBatch(Tensor.zeros(rows.length, CHANNELS, 0, 0), Tensor.of(rows, rows.length));
        });
    }

    private static Batch with(Schema schema, List<EncodedCase> cases, Function<String, ImageBatch> pictures) {
        Map<String, TableBatch> tables = new LinkedHashMap<>();
        Map<String, ImageBatch> images = new LinkedHashMap<>();
        int table = 0;
        for (Modality modality : schema.modalities()) {
            if (modality instanceof TableModality cells) {
                int at = table++;
                tables.put(
                        modality.name(),
                        table(
                                cells.features().size(),
                                cases.stream().map(c -> c.tables().get(at)).toList()));
            } else if (modality instanceof ImageModality) {
                images.put(modality.name(), pictures.apply(modality.name()));
            }
        }
        return new Batch(cases.size(), tables, images, labels(schema.targets().size(), cases));
    }

    public TableBatch table(String modality) {
        return part(tables, modality);
    }

    public ImageBatch image(String modality) {
        return part(images, modality);
    }

    /** All tensors of the batch. */
    public List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>(List.of(labels));
        tables.values().forEach(table -> all.addAll(List.of(table.values(), table.present())));
        images.values().forEach(image -> all.addAll(List.of(image.pixels(), image.rows())));
        return all;
    }

    private static <T> T part(Map<String, T> parts, String modality) {
        T part = parts.get(modality);
        if (part == null) {
            throw new IllegalArgumentException("the batch has no modality \"" + modality + "\"");
        }
        return part;
    }

    private static TableBatch table(int features, List<Cells> rows) {
        float[] values = new float[rows.size() * features];
        boolean[] present = new boolean[values.length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i).values(), 0, values, i * features, features);
            System.arraycopy(rows.get(i).present(), 0, present, i * features, features);
        }
        return new TableBatch(Tensor.of(values, rows.size(), features), Tensor.of(present, rows.size(), features));
    }

    private static ImageBatch pictures(String modality, List<EncodedCase> cases, int size) {
        long[] rows = rows(modality, cases);
        List<Pixels> pictures = new ArrayList<>();
        IdentityHashMap<ImageSource, Pixels> read = new IdentityHashMap<>();
        for (EncodedCase one : cases) {
            ImageSource source = one.images().get(modality);
            if (source != null) {
                pictures.add(read.computeIfAbsent(source, s -> s.read(size)));
            }
        }
        return new ImageBatch(pixels(pictures, size), Tensor.of(rows, rows.length));
    }

    private static long[] rows(String modality, List<EncodedCase> cases) {
        return IntStream.range(0, cases.size())
                .filter(i -> cases.get(i).images().containsKey(modality))
                .asLongStream()
                .toArray();
    }

    /** {@code [N, 3, S, S]}, 0 to 1; grey is repeated. */
    private static Tensor pixels(List<Pixels> pictures, int size) {
        int plane = size * size;
        byte[] bytes = new byte[pictures.size() * CHANNELS * plane];
        for (int i = 0; i < pictures.size(); i++) {
            Pixels picture = pictures.get(i);
            if (picture.height() != size || picture.width() != size) {
                throw new IllegalArgumentException("a picture of " + picture.height() + " x " + picture.width()
                        + " pixels was handed over where " + size + " x " + size + " was asked for");
            }
            for (int c = 0; c < CHANNELS; c++) {
                int from = picture.channels() == 1 ? 0 : c * plane;
                System.arraycopy(picture.values(), from, bytes, (i * CHANNELS + c) * plane, plane);
            }
        }
        return Scope.chain(
                () -> Tensor.ofBytes(bytes, pictures.size(), CHANNELS, size, size),
                List.of(Tensor::toFloat, x -> x.times(1.0 / 255)));
    }

    private static Tensor labels(int targets, List<EncodedCase> cases) {
        float[] labels = new float[cases.size() * targets];
        for (int i = 0; i < cases.size(); i++) {
            for (int t = 0; t < targets; t++) {
                labels[i * targets + t] = cases.get(i).labels()[t];
            }
        }
        return Tensor.of(labels, cases.size(), targets);
    }
}

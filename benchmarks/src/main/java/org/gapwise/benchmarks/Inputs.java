package org.gapwise.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.ImageBatch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Tensor;

/** Batches of noise: arithmetic does not ask what numbers mean. The same for every contender. */
final class Inputs {

    private static final int CHANNELS = 3;

    private Inputs() {}

    static Batch of(Workload work, Scene scene) {
        SplittableRandom random = Seeds.of(1, "bench/" + work.name() + "/" + scene.label());
        int b = work.batch();
        int pictures = b - (int) Math.round(b * scene.images());
        int size = work.spec().image().size();
        float[] pixels = new float[pictures * CHANNELS * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        long[] rows = new long[pictures];
        for (int i = 0; i < pictures; i++) {
            rows[i] = i;
        }
        float[] labels = new float[b * work.targets()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(2);
        }
        return new Batch(
                b,
                Map.of(Workload.TABLE, table(work, scene, random)),
                Map.of(
                        Workload.IMAGE,
                        new ImageBatch(Tensor.of(pixels, pictures, CHANNELS, size, size), Tensor.of(rows, pictures))),
                Tensor.of(labels, b, work.targets()));
    }

    private static TableBatch table(Workload work, Scene scene, SplittableRandom random) {
        int b = work.batch();
        int f = work.features();
        float[] values = new float[b * f];
        boolean[] present = new boolean[b * f];
        for (int i = 0; i < values.length; i++) {
            present[i] = random.nextDouble() >= scene.features();
            double value = i % f < work.numeric() ? random.nextDouble() : random.nextInt(2);
            values[i] = present[i] ? (float) value : 0;
        }
        return new TableBatch(Tensor.of(values, b, f), Tensor.of(present, b, f));
    }

    /** The cases from (inclusive) to (exclusive) alone. */
    static Batch part(Batch batch, int from, int to) {
        TableBatch table = batch.table(Workload.TABLE);
        ImageBatch image = batch.image(Workload.IMAGE);
        long[] rows = image.rows().toLongs();
        int first = (int) Arrays.stream(rows).filter(row -> row < from).count();
        int end = (int) Arrays.stream(rows).filter(row -> row < to).count();
        long[] within = Arrays.stream(rows, first, end).map(row -> row - from).toArray();
        return new Batch(
                to - from,
                Map.of(
                        Workload.TABLE,
                        new TableBatch(
                                table.values().slice(0, from, to),
                                table.present().slice(0, from, to))),
                Map.of(
                        Workload.IMAGE,
                        new ImageBatch(image.pixels().slice(0, first, end), Tensor.of(within, within.length))),
                batch.labels().slice(0, from, to));
    }

    /** For a file that other programs read. */
    static Map<String, Tensor> named(Batch batch) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        named.put("values", batch.table(Workload.TABLE).values());
        named.put("present", batch.table(Workload.TABLE).present().toFloat());
        named.put("pixels", batch.image(Workload.IMAGE).pixels());
        named.put("rows", batch.image(Workload.IMAGE).rows());
        named.put("labels", batch.labels());
        return named;
    }
}

package org.gapwise.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.AtomicFile;

/**
 * Decodes pictures once each into a new store, which appears under its name only when it is complete. Until then it
 * lies beside it and can be read; a run that was stopped, in whatever way, is gone on with from its last whole batch.
 */
final class StoreWriter {

    private final List<ImageFile> files;
    private final StoreLayout layout;
    private final Workers workers;
    private final Progress progress;

    StoreWriter(List<ImageFile> files, StoreLayout layout, Workers workers, Progress progress) {
        this.files = files;
        this.layout = layout;
        this.workers = workers;
        this.progress = progress;
    }

    /** Where a store is made. */
    static Path part(Path store) {
        return store.resolveSibling(store.getFileName() + ".part");
    }

    void write(Path store) throws IOException {
        Path part = part(store);
        Map<Integer, Problem> problems = new ConcurrentSkipListMap<>();
        try (GrowingStore growing = GrowingStore.open(part, layout, workers.threads())) {
            int there = growing.pictures();
            progress.start("images", files.size());
            progress.step(there);
            workers.each(files.size() - there, i -> {
                add(there + i, growing, problems);
                progress.step(1);
            });
            progress.done();
        }
        if (!problems.isEmpty()) {
            Files.deleteIfExists(part);
            throw new DataException(List.copyOf(problems.values()));
        }
        AtomicFile.move(part, store);
    }

    private void add(int picture, GrowingStore growing, Map<Integer, Problem> problems) throws IOException {
        growing.await(picture);
        ImageFile file = files.get(picture);
        try {
            growing.put(picture, file.pixels(layout.size()));
        } catch (ImageFault e) {
            problems.put(picture, file.problem(e));
            growing.abandon();
        }
    }

    /** The picture with its grey repeated where colors are asked for. */
    static Pixels channels(Pixels pixels, int channels) {
        if (pixels.channels() == channels) {
            return pixels;
        }
        int plane = pixels.height() * pixels.width();
        byte[] values = new byte[channels * plane];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(pixels.values(), 0, values, c * plane, plane);
        }
        return new Pixels(channels, pixels.height(), pixels.width(), values);
    }
}

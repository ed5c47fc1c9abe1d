package org.gapwise.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.AtomicFile;

/** Decodes pictures on all cores into a new store, which appears under its name only when it is whole. */
final class StoreWriter {

    private static final int SAMPLED = 8;

    private final List<ImageFile> files;
    private final int size;
    private final String key;
    private final Progress progress;

    StoreWriter(List<ImageFile> files, int size, String key, Progress progress) {
        this.files = files;
        this.size = size;
        this.key = key;
        this.progress = progress;
    }

    void write(Path store) throws IOException {
        Path part = store.resolveSibling(store.getFileName() + ".part");
        try {
            int channels = likelyChannels();
            if (!attempt(part, channels)) {
                // A colored picture turned up among grey ones: once more, with room for colors.
                attempt(part, 3);
            }
            AtomicFile.move(part, store);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** 3 when one of a few pictures has colors. */
    private int likelyChannels() {
        int stride = Math.max(1, files.size() / SAMPLED);
        for (int i = 0; i < files.size(); i += stride) {
            try {
                if (files.get(i).pixels(size).channels() == 3) {
                    return 3;
                }
            } catch (ImageFault e) {
                // It will be named with all others when the store is made.
            }
        }
        return 1;
    }

    /** False when {@code channels} is 1 and a picture has colors. */
    private boolean attempt(Path part, int channels) throws IOException {
        StoreLayout layout = new StoreLayout(size, channels, files.size(), key);
        int[] checksums = new int[files.size()];
        Map<Integer, Problem> problems = new ConcurrentSkipListMap<>();
        AtomicBoolean colored = new AtomicBoolean();
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            progress.start("images", files.size());
            Workers.each(files.size(), i -> {
                if (!colored.get()) {
                    try {
                        Pixels pixels = files.get(i).pixels(size);
                        if (pixels.channels() > channels) {
                            colored.set(true);
                        } else {
                            byte[] values = channels(pixels, channels).values();
                            checksums[i] = StoreLayout.crc(values, values.length);
                            put(channel, ByteBuffer.wrap(values), layout.imageStart(i));
                        }
                    } catch (ImageFault e) {
                        problems.put(i, files.get(i).problem(e));
                    }
                    progress.step(1);
                }
            });
            progress.done();
            if (!problems.isEmpty()) {
                throw new DataException(List.copyOf(problems.values()));
            }
            put(channel, layout.head(checksums), 0);
            channel.force(true);
        }
        return !colored.get();
    }

    private static void put(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
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

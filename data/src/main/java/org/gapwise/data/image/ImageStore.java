package org.gapwise.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Sha256;

/**
 * Pictures decoded and scaled once, kept as bytes in one memory-mapped file, so that training never waits for a
 * decoder. The store is a cache: its name is a hash of the files (path, size, time of change), the picture size and
 * our decoder's version; a damaged one is made again. All pictures have the same number of channels: 3 when any has
 * colors, else 1. Safe to read from several threads.
 */
public final class ImageStore implements Closeable {

    private final Path file;
    private final List<ImageFile> sources;
    private final StoreLayout layout;
    private final int[] checksums;
    private final List<MappedByteBuffer> segments;
    private final int perSegment;
    private final AtomicBoolean damaged = new AtomicBoolean();

    private ImageStore(Path file, List<ImageFile> sources, StoreLayout layout, FileChannel channel, int[] checksums)
            throws IOException {
        this.file = file;
        this.sources = sources;
        this.layout = layout;
        this.checksums = checksums;
        this.perSegment = Integer.MAX_VALUE / layout.imageBytes();
        this.segments = new ArrayList<>();
        for (int first = 0; first < sources.size(); first += perSegment) {
            int end = (int) Math.min(sources.size(), (long) first + perSegment);
            segments.add(channel.map(
                    FileChannel.MapMode.READ_ONLY,
                    layout.imageStart(first),
                    layout.imageStart(end) - layout.imageStart(first)));
            if (end == sources.size()) {
                break;
            }
        }
    }

    /** Where stores are kept when nobody says otherwise: {@code $XDG_CACHE_HOME/gapwise} or {@code ~/.cache/gapwise}. */
    public static Path usualCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".cache", "gapwise")
                : Path.of(xdg, "gapwise");
    }

    /**
     * Opens the store of these pictures, and makes it first if it is not there. Pictures that cannot be read are all
     * named in one {@link DataException}, and nothing is kept.
     *
     * @param size side of the square pictures
     * @param cache folder for stores
     */
    public static ImageStore open(List<ImageFile> sources, int size, Path cache, Progress progress) {
        List<ImageFile> files = List.copyOf(sources);
        String key = key(files, size);
        Path file = cache.resolve(key.substring(0, 32) + ".images");
        try {
            Optional<ImageStore> ready = map(file, files, size, key);
            if (ready.isPresent()) {
                return ready.get();
            }
            Files.createDirectories(cache);
            try (StoreLock lock = StoreLock.take(cache.resolve(file.getFileName() + ".lock"), progress)) {
                assert lock.held();
                ready = map(file, files, size, key);
                if (ready.isEmpty()) {
                    new StoreWriter(files, size, key, progress).write(file);
                    ready = map(file, files, size, key);
                }
            }
            return ready.orElseThrow(() -> new IOException("the store just written does not read back"));
        } catch (IOException e) {
            throw new DataException(
                    "the image store cannot be written or read (" + e.getMessage() + ").",
                    file.toString(),
                    "Check that there is space and that the folder may be written, or choose another cache folder.");
        }
    }

    private static String key(List<ImageFile> files, int size) {
        StringBuilder text = new StringBuilder("decoder " + Decoder.VERSION + " size " + size + "\n");
        for (ImageFile file : files) {
            text.append(file.path()).append('\t');
            try {
                text.append(Files.size(file.path()))
                        .append('\t')
                        .append(Files.getLastModifiedTime(file.path()).toMillis());
            } catch (IOException e) {
                // The writer will name this file among those it cannot read.
                text.append("unreadable");
            }
            text.append('\n');
        }
        return Sha256.of(text.toString());
    }

    private static Optional<ImageStore> map(Path file, List<ImageFile> sources, int size, String key)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] start = new byte[StoreLayout.headBytes(sources.size())];
            ByteBuffer head = ByteBuffer.wrap(start);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // A short read is no fault; the end of the file is one, seen below by the length.
                assert head.position() > 0;
            }
            if (head.hasRemaining() || !StoreLayout.matches(start, size, sources.size(), key)) {
                return Optional.empty();
            }
            StoreLayout expected = new StoreLayout(size, head.getInt(12), sources.size(), key);
            int[] checksums = new int[sources.size()];
            head.position(StoreLayout.headBytes(0)).slice().asIntBuffer().get(checksums);
            return channel.size() == expected.fileBytes()
                    ? Optional.of(new ImageStore(file, sources, expected, channel, checksums))
                    : Optional.empty();
        }
    }

    public int count() {
        return sources.size();
    }

    /** 1 when all pictures are grey, else 3. */
    public int channels() {
        return layout.channels();
    }

    /** Side of the pictures. */
    public int size() {
        return layout.size();
    }

    /** One picture, {@code [channels, size, size]}. If its bytes in the store went bad, it is decoded afresh. */
    public Pixels get(int index) {
        byte[] values = new byte[layout.imageBytes()];
        int within = index % perSegment * values.length;
        segments.get(index / perSegment).get(within, values);
        if (StoreLayout.crc(values, values.length) != checksums[index]) {
            damaged.set(true);
            return StoreWriter.channels(sources.get(index).read(size()), channels());
        }
        return new Pixels(channels(), size(), size(), values);
    }

    /** A store in which damage was met is removed, so that the next run makes it again. */
    @Override
    public void close() {
        if (damaged.get()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It stays, and its bad pictures go on being decoded afresh.
            }
        }
    }
}

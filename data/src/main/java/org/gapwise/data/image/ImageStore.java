package org.gapwise.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Sha256;

/**
 * Pictures decoded and scaled once, kept as bytes in one memory-mapped file, so that training never waits for a
 * decoder. The store is a cache: its name is a hash of the files (path, size, time of change), the picture size and
 * our decoder's version; a damaged one is made again. All pictures come with the same number of channels, 3 when any
 * has colors, else 1; on the disk, grey ones among few colored ones take one channel. A store can be read while another
 * thread or process makes it. Safe to read from several threads.
 */
public final class ImageStore implements Closeable {

    private static final long SEGMENT = 1 << 30;

    private final Path file;
    private final List<ImageFile> sources;
    private final StoreLayout layout;
    private final List<Shelf> shelves = new CopyOnWriteArrayList<>();
    private final AtomicBoolean damaged = new AtomicBoolean();
    private volatile int channels = 1;

    /** A batch and where it lies: {@code start} is the place in the file of the first byte that is mapped. */
    private record Shelf(StoredBatch batch, MappedByteBuffer bytes, long start) {}

    private ImageStore(Path file, List<ImageFile> sources, StoreLayout layout) {
        this.file = file;
        this.sources = sources;
        this.layout = layout;
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
        ImageStore store = at(sources, size, cache);
        try {
            if (store.look(store.file) == store.count()) {
                return store;
            }
            Files.createDirectories(cache);
            Path lockFile = store.file.resolveSibling(store.file.getFileName() + ".lock");
            try (StoreLock lock = StoreLock.take(lockFile, () -> progress.note(store.elsewhere()))) {
                assert lock.held();
                if (store.look(store.file) < store.count()) {
                    store.shelves.clear();
                    new StoreWriter(store.sources, store.layout, Workers.everyCore(), progress).write(store.file);
                    store.look(store.file);
                }
            }
            if (store.stored() < store.count()) {
                throw new IOException("the store just written does not read back");
            }
            return store;
        } catch (IOException e) {
            throw unusable(store.file, e);
        }
    }

    /**
     * The store as far as it is made, perhaps by another process right now; nothing is waited for. Pictures that it has
     * not got yet are decoded when they are asked for.
     */
    public static ImageStore growing(List<ImageFile> sources, int size, Path cache) {
        ImageStore store = at(sources, size, cache);
        store.refresh();
        return store;
    }

    private static ImageStore at(List<ImageFile> sources, int size, Path cache) {
        List<ImageFile> files = List.copyOf(sources);
        String key = key(files, size);
        return new ImageStore(
                cache.resolve(key.substring(0, 32) + ".images"), files, new StoreLayout(size, files.size(), key));
    }

    private static DataException unusable(Path file, IOException e) {
        return new DataException(
                "the image store cannot be written or read (" + e.getMessage() + ").",
                file.toString(),
                "Check that there is space and that the folder may be written, or choose another cache folder.");
    }

    /** What is said while another run makes the store; nothing is mapped, for some systems move no mapped file. */
    private String elsewhere() {
        int batches;
        try {
            batches = StoredBatch.all(StoreWriter.part(file), layout)
                    .map(List::size)
                    .orElse(0);
        } catch (IOException e) {
            // It is gone, or about to be: the next look shows.
            batches = 0;
        }
        return "waiting for another run that is making the same image store, " + layout.picturesOf(batches) + " of "
                + count() + " images so far";
    }

    /** Looks for pictures that were added since; gives how many there are. */
    public int refresh() {
        try {
            // The part turns into the file at any moment: whoever misses the one finds the other.
            look(StoreWriter.part(file));
            return look(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** How many pictures, from the first on, are decoded already. */
    public int stored() {
        return layout.picturesOf(shelves.size());
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

    private synchronized int look(Path from) throws IOException {
        try (FileChannel channel = FileChannel.open(from, StandardOpenOption.READ)) {
            List<StoredBatch> there = StoredBatch.all(channel, layout).orElse(List.of());
            map(channel, there.subList(Math.min(shelves.size(), there.size()), there.size()));
        } catch (NoSuchFileException e) {
            // Nothing is made yet, or it has its final name by now.
        }
        return stored();
    }

    private void map(FileChannel channel, List<StoredBatch> batches) throws IOException {
        int first = 0;
        for (int i = 1; i <= batches.size(); i++) {
            long start = batches.get(first).images();
            if (i == batches.size() || batches.get(i).end(layout) - start > SEGMENT) {
                long length = batches.get(i - 1).end(layout) - start;
                MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
                for (StoredBatch batch : batches.subList(first, i)) {
                    channels = Math.max(channels, batch.channels());
                    shelves.add(new Shelf(batch, bytes, start));
                }
                first = i;
            }
        }
    }

    public int count() {
        return sources.size();
    }

    /** 1 when all pictures are grey, else 3; while the store grows, of those that are there. */
    public int channels() {
        return channels;
    }

    /** Side of the pictures. */
    public int size() {
        return layout.size();
    }

    /**
     * One picture, {@code [channels, size, size]}. If its bytes in the store went bad, or are not there yet, it is
     * decoded afresh.
     */
    public Pixels get(int index) {
        int place = index / layout.batch();
        if (place >= shelves.size()) {
            Pixels pixels = sources.get(index).read(size());
            return StoreWriter.channels(pixels, Math.max(channels(), pixels.channels()));
        }
        Shelf shelf = shelves.get(place);
        byte[] values = new byte[shelf.batch.imageBytes(layout)];
        int within = index % layout.batch();
        shelf.bytes.get((int) (shelf.batch.images() - shelf.start) + within * values.length, values);
        if (StoreLayout.crc(values, values.length) != shelf.batch.checksums()[within]) {
            damaged.set(true);
            return StoreWriter.channels(sources.get(index).read(size()), channels());
        }
        return StoreWriter.channels(new Pixels(shelf.batch.channels(), size(), size(), values), channels());
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

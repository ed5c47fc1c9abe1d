package org.gapwise.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Pixels;

/**
 * A store's file that is being made. Pictures come from several threads and go to the file batch by batch, in order, so
 * that the bytes do not depend on the threads. Nobody may begin a picture that is further ahead of the file than a
 * batch and one picture a thread: that bounds memory, and what is lost when all ends suddenly.
 */
final class GrowingStore implements Closeable {

    private final StoreLayout layout;
    private final FileChannel channel;
    private final int ahead;
    private final Map<Integer, Waiting> waiting = new HashMap<>();
    /** Batches in the file. */
    private int batches;
    /** Where the next one goes. */
    private long end;

    private boolean abandoned;

    /** A batch until it is whole. */
    private static final class Waiting {

        private final Pixels[] pictures;
        private int missing;

        Waiting(int pictures) {
            this.pictures = new Pixels[pictures];
            this.missing = pictures;
        }

        void put(int place, Pixels picture) {
            pictures[place] = picture;
            missing--;
        }
    }

    private GrowingStore(StoreLayout layout, FileChannel channel, List<StoredBatch> there, int threads) {
        this.layout = layout;
        this.channel = channel;
        this.ahead = layout.batch() + threads;
        this.batches = there.size();
        this.end =
                there.isEmpty() ? StoreLayout.HEAD : there.get(there.size() - 1).end(layout);
    }

    /** Goes on with what is in the file, or begins. What a killed run wrote of its last batch is cut off. */
    static GrowingStore open(Path file, StoreLayout layout, int threads) throws IOException {
        Optional<List<StoredBatch>> there = StoredBatch.all(file, layout);
        if (there.isEmpty()) {
            // A new file: whoever still reads the old one keeps it.
            Files.deleteIfExists(file);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            GrowingStore store = new GrowingStore(layout, channel, there.orElse(List.of()), threads);
            channel.truncate(store.end);
            put(channel, layout.head(), 0);
            return store;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** How many pictures are in the file. */
    synchronized int pictures() {
        return layout.picturesOf(batches);
    }

    /** Waits until it is this picture's turn to be decoded. */
    synchronized void await(int picture) throws IOException {
        while (!abandoned && picture >= batches * layout.batch() + ahead) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while decoding images");
            }
        }
    }

    synchronized void put(int picture, Pixels pixels) throws IOException {
        if (abandoned) {
            return;
        }
        waiting.computeIfAbsent(picture / layout.batch(), batch -> new Waiting(layout.pictures(batch)))
                .put(picture % layout.batch(), pixels);
        for (Waiting next = waiting.get(batches); next != null && next.missing == 0; next = waiting.get(batches)) {
            append(next.pictures);
            waiting.remove(batches);
            batches++;
            notifyAll();
        }
    }

    /** Nothing is written from now on, and nobody waits. */
    synchronized void abandon() {
        abandoned = true;
        waiting.clear();
        notifyAll();
    }

    private void append(Pixels[] pictures) throws IOException {
        int channels = Arrays.stream(pictures).mapToInt(Pixels::channels).max().orElse(1);
        int[] checksums = new int[pictures.length];
        long images = end + StoredBatch.headBytes(checksums.length);
        long at = images;
        for (int i = 0; i < checksums.length; i++) {
            byte[] values = StoreWriter.channels(pictures[i], channels).values();
            checksums[i] = StoreLayout.crc(values, values.length);
            put(channel, ByteBuffer.wrap(values), at);
            at += values.length;
        }
        channel.force(false);
        put(channel, new StoredBatch(batches, channels, images, checksums).head(), end);
        channel.force(false);
        end = at;
    }

    private static void put(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

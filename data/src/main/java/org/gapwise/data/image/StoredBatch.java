package org.gapwise.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some pictures in a row in a store's file: a head (number of the batch, channels, pictures, a CRC-32C for each picture,
 * a CRC-32C of all that), then the pictures. The head is written when the pictures are on the disk, so a batch is there
 * as a whole or not at all.
 *
 * @param index which batch it is, from 0
 * @param channels 3 when one of its pictures has colors, else 1
 * @param images where its pictures start in the file
 * @param checksums of its pictures
 */
record StoredBatch(int index, int channels, long images, int[] checksums) {

    static int headBytes(int pictures) {
        return 4 * Integer.BYTES + Integer.BYTES * pictures;
    }

    ByteBuffer head() {
        ByteBuffer head = ByteBuffer.allocate(headBytes(checksums.length));
        head.putInt(index).putInt(channels).putInt(checksums.length);
        for (int checksum : checksums) {
            head.putInt(checksum);
        }
        return head.putInt(StoreLayout.crc(head.array(), head.position())).flip();
    }

    int imageBytes(StoreLayout layout) {
        return channels * layout.size() * layout.size();
    }

    /** Where the batch ends and the next one starts. */
    long end(StoreLayout layout) {
        return images + (long) checksums.length * imageBytes(layout);
    }

    /** The same of a file by its path, which may not exist. */
    static Optional<List<StoredBatch>> all(Path file, StoreLayout layout) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return all(channel, layout);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** All batches of a file that are whole, from the first on; empty when the file is not that of this store. */
    static Optional<List<StoredBatch>> all(FileChannel channel, StoreLayout layout) throws IOException {
        if (!layout.matches(read(channel, 0, StoreLayout.HEAD))) {
            return Optional.empty();
        }
        List<StoredBatch> batches = new ArrayList<>();
        long at = StoreLayout.HEAD;
        while (batches.size() < layout.batches()) {
            Optional<StoredBatch> next = at(channel, at, layout, batches.size());
            if (next.isEmpty()) {
                break;
            }
            batches.add(next.get());
            at = next.get().end(layout);
        }
        return Optional.of(batches);
    }

    private static Optional<StoredBatch> at(FileChannel channel, long at, StoreLayout layout, int index)
            throws IOException {
        int pictures = layout.pictures(index);
        byte[] bytes = read(channel, at, headBytes(pictures));
        ByteBuffer head = ByteBuffer.wrap(bytes);
        int checked = bytes.length - Integer.BYTES;
        int channels = head.getInt(4);
        if (head.getInt(checked) != StoreLayout.crc(bytes, checked)
                || head.getInt(0) != index
                || channels != 1 && channels != 3
                || head.getInt(8) != pictures) {
            return Optional.empty();
        }
        int[] checksums = new int[pictures];
        head.position(3 * Integer.BYTES).slice().asIntBuffer().get(checksums);
        StoredBatch batch = new StoredBatch(index, channels, at + bytes.length, checksums);
        return batch.end(layout) <= channel.size() ? Optional.of(batch) : Optional.empty();
    }

    /** Bytes of a file; zeros after its end. */
    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.array();
    }
}

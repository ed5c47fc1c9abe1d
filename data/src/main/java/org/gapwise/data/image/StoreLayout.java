package org.gapwise.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A store's file: a head of 64 bytes, then batches of pictures one after the other, see {@link StoredBatch}. A batch
 * that was once written never changes, so a file can be read while it grows. Numbers are big-endian.
 *
 * @param size side of a picture
 * @param count of pictures when the store is complete
 * @param key SHA-256 in hex of what the store is made from
 */
record StoreLayout(int size, int count, String key) {

    static final int HEAD = 64;

    private static final byte[] MAGIC = "GAPWIMG2".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED = HEAD - Integer.BYTES;
    private static final int BATCH_BYTES = 8 << 20;
    private static final int LARGEST_BATCH = 256;

    /** Pictures in a batch, but for the last: some 8 MiB of grey. It does not depend on the machine. */
    int batch() {
        return (int) Math.max(1, Math.min(LARGEST_BATCH, BATCH_BYTES / ((long) size * size)));
    }

    int batches() {
        return (count + batch() - 1) / batch();
    }

    /** Pictures in one batch. */
    int pictures(int batch) {
        return picturesOf(batch + 1) - picturesOf(batch);
    }

    /** Pictures in so many batches. */
    int picturesOf(int batches) {
        return Math.min(count, batches * batch());
    }

    ByteBuffer head() {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.put(MAGIC).putInt(size).putInt(count).putInt(batch()).putInt(0);
        head.put(HexFormat.of().parseHex(key)).putInt(0);
        return head.putInt(crc(head.array(), CHECKED)).flip();
    }

    /** Whether these bytes are the head of this store, undamaged. */
    boolean matches(byte[] head) {
        return Arrays.equals(head, head().array());
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}

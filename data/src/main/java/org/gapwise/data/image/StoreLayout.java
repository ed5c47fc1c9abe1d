package org.gapwise.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A store's file: a header of 64 bytes, a CRC-32C for each picture, the pictures. Numbers are big-endian.
 *
 * @param size side of a picture
 * @param channels 1 or 3, the same for all
 * @param count of pictures
 * @param key SHA-256 in hex of what the store was made from
 */
record StoreLayout(int size, int channels, int count, String key) {

    private static final byte[] MAGIC = "GAPWIMG1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 64;
    private static final int CHECKED = HEADER - Integer.BYTES;

    int imageBytes() {
        return channels * size * size;
    }

    long imagesStart() {
        return HEADER + (long) Integer.BYTES * count;
    }

    long imageStart(int index) {
        return imagesStart() + (long) index * imageBytes();
    }

    long fileBytes() {
        return imageStart(count);
    }

    /** Header and checksums as they stand at the start of the file. */
    ByteBuffer head(int[] checksums) {
        ByteBuffer table = ByteBuffer.allocate(Integer.BYTES * count);
        table.asIntBuffer().put(checksums);
        ByteBuffer head = ByteBuffer.allocate((int) imagesStart());
        head.put(MAGIC).putInt(size).putInt(channels).putInt(count).putInt(0);
        head.put(HexFormat.of().parseHex(key)).putInt(crc(table.array(), table.capacity()));
        head.putInt(crc(head.array(), CHECKED));
        return head.put(table).flip();
    }

    /** Whether these bytes are the head of this store, undamaged; {@code channels} of the receiver is not looked at. */
    static boolean matches(byte[] bytes, int size, int count, String key) {
        ByteBuffer head = ByteBuffer.wrap(bytes);
        return Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && head.getInt(8) == size
                && (head.getInt(12) == 1 || head.getInt(12) == 3)
                && head.getInt(16) == count
                && Arrays.equals(bytes, 24, 56, HexFormat.of().parseHex(key), 0, 32)
                && head.getInt(CHECKED) == crc(bytes, CHECKED)
                && head.getInt(56) == crc(Arrays.copyOfRange(bytes, HEADER, bytes.length), bytes.length - HEADER);
    }

    static int headBytes(int count) {
        return HEADER + Integer.BYTES * count;
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}

package org.gapwise.data.simulate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes an 8-bit grey PNG (ISO/IEC 15948) with stored blocks (RFC 1951, 3.2.4). Noise hardly compresses, and no
 * version of a compressor can change a byte.
 */
final class GreyPng {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BLOCK = 65_535;

    private GreyPng() {}

    /**
     * @param pixels [size, size], row by row
     */
    static byte[] encode(byte[] pixels, int size) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(pixels.length + size + 128);
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header(size));
            chunk(out, "IDAT", zlib(rows(pixels, size)));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return file.toByteArray();
    }

    private static byte[] header(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(size);
        out.writeInt(size);
        out.write(new byte[] {8, 0, 0, 0, 0}); // depth, grey, deflate, adaptive filters, not interlaced
        return bytes.toByteArray();
    }

    /** Each row after a filter byte of 0. */
    private static byte[] rows(byte[] pixels, int size) {
        byte[] rows = new byte[size * (size + 1)];
        for (int y = 0; y < size; y++) {
            System.arraycopy(pixels, y * size, rows, y * (size + 1) + 1, size);
        }
        return rows;
    }

    private static byte[] zlib(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0x7801);
        for (int from = 0; from < data.length; from += BLOCK) {
            int length = Math.min(BLOCK, data.length - from);
            out.write(from + length == data.length ? 1 : 0);
            out.writeShort(Short.reverseBytes((short) length));
            out.writeShort(Short.reverseBytes((short) ~length));
            out.write(data, from, length);
        }
        Adler32 sum = new Adler32();
        sum.update(data);
        out.writeInt((int) sum.getValue());
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }
}

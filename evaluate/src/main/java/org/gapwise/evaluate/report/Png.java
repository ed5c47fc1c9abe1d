package org.gapwise.evaluate.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.gapwise.core.cohort.Pixels;

/** A picture as a PNG inside the page; written here so that no graphics toolkit has to start. */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GRAY = 0;
    private static final int RGB = 2;

    private Png() {}

    static String dataUri(Pixels pixels) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(pixels));
    }

    static byte[] bytes(Pixels pixels) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(pixels.width()).putInt(pixels.height());
        header.put((byte) 8).put((byte) (pixels.channels() == 1 ? GRAY : RGB));
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", deflated(rows(pixels)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Row by row, channels side by side, each row after a filter byte; "up" suits pictures better than none. */
    private static byte[] rows(Pixels pixels) {
        int line = pixels.width() * pixels.channels();
        byte[] rows = new byte[pixels.height() * (line + 1)];
        int plane = pixels.height() * pixels.width();
        for (int y = 0; y < pixels.height(); y++) {
            int at = y * (line + 1);
            rows[at++] = 2;
            for (int x = 0; x < pixels.width(); x++) {
                for (int c = 0; c < pixels.channels(); c++) {
                    int from = c * plane + y * pixels.width() + x;
                    int above = y == 0 ? 0 : pixels.values()[from - pixels.width()];
                    rows[at++] = (byte) (pixels.values()[from] - above);
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

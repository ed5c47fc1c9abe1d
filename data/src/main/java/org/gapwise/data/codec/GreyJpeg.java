package org.gapwise.data.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Grey JPEGs with 8 bits in one sequential scan with Huffman codes, as radiographs come, made smaller while they are
 * decoded: the means of squares come right out of the coefficients, and the full picture is never there. Everything
 * else, and everything that is the least bit out of order, is left to others: there is a picture only when no decoder
 * would have anything to remark.
 */
public final class GreyJpeg {

    private static final int DQT = 0xDB;
    private static final int DHT = 0xC4;
    private static final int DRI = 0xDD;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;
    private static final int RST0 = 0xD0;
    private static final int APP0 = 0xE0;
    private static final int MOST_SEGMENTS = 100;

    private final byte[] bytes;
    private final int[][] steps = new int[4][];
    private final @Nullable HuffmanCode[] dc = new HuffmanCode[4];
    private final @Nullable HuffmanCode[] ac = new HuffmanCode[4];
    private int rows;
    private int columns;
    private int component = -1;
    private int table;
    private int interval;

    private GreyJpeg(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The picture, or nothing when another decoder should have a look at it.
     *
     * @param jpeg up to its end marker, which is the last
     * @param side samples a block of 8 x 8 becomes in each direction: 4, 2 or 1
     */
    public static Optional<Picture> decode(byte[] jpeg, int side) {
        GreyJpeg picture = new GreyJpeg(jpeg);
        try {
            return picture.read(side);
        } catch (PixelFault e) {
            // Whoever looks next says what is wrong.
            return Optional.empty();
        }
    }

    /**
     * Samples row by row. In each direction there are {@code side} samples for 8 of the full picture, the last of them
     * perhaps for less.
     */
    public record Picture(int rows, int columns, byte[] samples) {}

    private Optional<Picture> read(int side) throws PixelFault {
        JpegFrame.Segments segments = new JpegFrame.Segments(bytes);
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = segments.next();
            int at = segments.start();
            int end = segments.end();
            if (marker == SOS) {
                return scan(at, end, side);
            }
            boolean fine =
                    switch (marker) {
                        case APP0 -> plainJfif(at, end);
                        case DQT -> quantization(at, end);
                        case DHT -> huffman(at, end);
                        case DRI -> restarts(at, end);
                        case JpegFrame.BASELINE, JpegFrame.EXTENDED -> frame(at, end);
                        default -> false;
                    };
            if (!fine) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private int word(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** Version 1, no thumbnail. */
    private boolean plainJfif(int at, int end) {
        return end - at == 14
                && bytes[at] == 'J'
                && bytes[at + 1] == 'F'
                && bytes[at + 2] == 'I'
                && bytes[at + 3] == 'F'
                && bytes[at + 4] == 0
                && bytes[at + 5] == 1
                && word(at + 12) == 0;
    }

    private boolean quantization(int from, int end) {
        int at = from;
        for (; at + 65 <= end; at += 65) {
            int id = bytes[at] & 0xFF;
            if (id > 3) {
                return false;
            }
            int[] values = new int[64];
            for (int k = 0; k < 64; k++) {
                values[k] = bytes[at + 1 + k] & 0xFF;
                if (values[k] == 0) {
                    return false;
                }
            }
            steps[id] = values;
        }
        return at == end;
    }

    private boolean huffman(int from, int end) {
        int at = from;
        while (at + 17 <= end) {
            int kind = bytes[at] >> 4;
            int id = bytes[at] & 15;
            int total = HuffmanCode.total(bytes, at + 1);
            if (kind < 0 || kind > 1 || id > 3 || total > 256 || at + 17 + total > end) {
                return false;
            }
            Optional<HuffmanCode> code = HuffmanCode.of(bytes, at + 1, kind == 1);
            if (code.isEmpty()) {
                return false;
            }
            (kind == 1 ? ac : dc)[id] = code.get();
            at += 17 + total;
        }
        return at == end;
    }

    private boolean restarts(int at, int end) {
        if (end - at != 2) {
            return false;
        }
        interval = word(at);
        return true;
    }

    private boolean frame(int at, int end) {
        if (component >= 0 || end - at != 9 || bytes[at] != 8 || bytes[at + 5] != 1) {
            return false;
        }
        rows = word(at + 1);
        columns = word(at + 3);
        component = bytes[at + 6] & 0xFF;
        int across = bytes[at + 7] >> 4;
        int down = bytes[at + 7] & 15;
        table = bytes[at + 8] & 0xFF;
        return rows > 0 && columns > 0 && across == 1 && down == 1 && table <= 3;
    }

    private Optional<Picture> scan(int at, int end, int side) throws PixelFault {
        if (component < 0
                || end - at != 6
                || bytes[at] != 1
                || (bytes[at + 1] & 0xFF) != component
                || bytes[at + 3] != 0
                || bytes[at + 4] != 63
                || bytes[at + 5] != 0) {
            return Optional.empty();
        }
        int tables = bytes[at + 2] & 0xFF;
        if ((tables >> 4) > 3 || (tables & 15) > 3) {
            return Optional.empty();
        }
        HuffmanCode first = dc[tables >> 4];
        HuffmanCode rest = ac[tables & 15];
        if (first == null || rest == null || steps[table] == null) {
            return Optional.empty();
        }
        new Shape(rows, columns, 1, 1, false).checked();
        return blocks(new ScanReader(bytes, end, first, rest), new ReducedBlock(steps[table], side));
    }

    private Optional<Picture> blocks(ScanReader reader, ReducedBlock transform) {
        int side = transform.side();
        int width = (columns * side + 7) / 8;
        int height = (rows * side + 7) / 8;
        int across = (columns + 7) / 8;
        int down = (rows + 7) / 8;
        byte[] samples = new byte[width * height];
        byte[] band = new byte[across * side * side];
        int done = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (interval > 0
                        && done > 0
                        && done % interval == 0
                        && !reader.marker(RST0 + (done / interval - 1) % 8)) {
                    return Optional.empty();
                }
                if (!reader.block(transform.coefficients())) {
                    return Optional.empty();
                }
                transform.write(band, x * side, across * side);
                done++;
            }
            for (int line = 0; line < side && y * side + line < height; line++) {
                System.arraycopy(band, line * across * side, samples, (y * side + line) * width, width);
            }
        }
        return reader.marker(EOI) ? Optional.of(new Picture(height, width, samples)) : Optional.empty();
    }
}

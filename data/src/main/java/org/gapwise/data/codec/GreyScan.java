package org.gapwise.data.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grey JPEG in one sequential scan with Huffman codes (ITU-T T.81), up to its blocks. There is one only when no
 * decoder would have anything to remark on what precedes them.
 */
final class GreyScan {

    /** Bits a sample of a radiograph as pictures have it, and as DICOM packs it. */
    static final int USUAL = 8;

    static final int DEEP = 12;

    private static final int DQT = 0xDB;
    private static final int DHT = 0xC4;
    private static final int DRI = 0xDD;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;
    private static final int RST0 = 0xD0;
    private static final int APP0 = 0xE0;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;
    private static final int MOST_SEGMENTS = 100;
    private static final int COEFFICIENTS = 64;

    private final byte[] bytes;
    private final int depth;
    private final int[][] steps = new int[4][];
    private final @Nullable HuffmanCode[] dc = new HuffmanCode[4];
    private final @Nullable HuffmanCode[] ac = new HuffmanCode[4];
    private int rows;
    private int columns;
    private int component = -1;
    private int table;
    private int interval;

    private GreyScan(byte[] bytes, int depth) {
        this.bytes = bytes;
        this.depth = depth;
    }

    /**
     * The scan, or nothing.
     *
     * @param jpeg up to its end marker
     * @param depth bits a sample: {@link #USUAL} or {@link #DEEP}
     */
    static Optional<Blocks> of(byte[] jpeg, int depth) throws PixelFault {
        GreyScan scan = new GreyScan(jpeg, depth);
        JpegFrame.Segments segments = new JpegFrame.Segments(jpeg);
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            int marker = segments.next();
            if (marker == SOS) {
                return scan.blocks(segments.start(), segments.end());
            }
            if (!scan.segment(marker, segments.start(), segments.end())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean segment(int marker, int at, int end) {
        return switch (marker) {
            case APP0 -> depth == DEEP || plainJfif(at, end);
            case DQT -> quantization(at, end);
            case DHT -> huffman(at, end);
            case DRI -> restarts(at, end);
            case JpegFrame.BASELINE, JpegFrame.EXTENDED -> frame(at, end);
            // What others wrote for themselves changes no grey sample.
            default -> depth == DEEP && (marker > APP0 && marker <= APP15 || marker == COM);
        };
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

    /** Steps have one byte, or with deep samples perhaps two. */
    private boolean quantization(int from, int end) {
        int at = from;
        while (at < end) {
            int width = (bytes[at] >> 4) + 1;
            int id = bytes[at] & 15;
            if (id > 3 || width < 1 || width > (depth == DEEP ? 2 : 1) || at + 1 + COEFFICIENTS * width > end) {
                return false;
            }
            int[] values = new int[COEFFICIENTS];
            for (int k = 0; k < COEFFICIENTS; k++) {
                values[k] = width == 1 ? bytes[at + 1 + k] & 0xFF : word(at + 1 + 2 * k);
                if (values[k] == 0) {
                    return false;
                }
            }
            steps[id] = values;
            at += 1 + COEFFICIENTS * width;
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
            Optional<HuffmanCode> code = HuffmanCode.of(bytes, at + 1, kind == 1, depth);
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
        if (component >= 0 || end - at != 9 || bytes[at] != depth || bytes[at + 5] != 1) {
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

    /** A scan has all coefficients, whatever it says of the last; old writers of 12 bits say 0. */
    private Optional<Blocks> blocks(int at, int end) throws PixelFault {
        if (component < 0
                || end - at != 6
                || bytes[at] != 1
                || (bytes[at + 1] & 0xFF) != component
                || bytes[at + 3] != 0
                || bytes[at + 4] != 63 && !(depth == DEEP && bytes[at + 4] == 0)
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
        new Shape(rows, columns, 1, depth == DEEP ? 2 : 1, false).checked();
        ScanReader reader = new ScanReader(bytes, end, first, rest, HuffmanCode.mostDc(depth));
        return Optional.of(new Blocks(rows, columns, steps[table], interval, reader));
    }

    /** The blocks of 8 x 8 samples, row by row from the upper left; at the right and below perhaps for fewer samples. */
    static final class Blocks {

        private final int rows;
        private final int columns;
        private final int[] steps;
        private final int interval;
        private final ScanReader reader;
        private int done;

        private Blocks(int rows, int columns, int[] steps, int interval, ScanReader reader) {
            this.rows = rows;
            this.columns = columns;
            this.steps = steps;
            this.interval = interval;
            this.reader = reader;
        }

        int rows() {
            return rows;
        }

        int columns() {
            return columns;
        }

        /** Of the quantization, by zigzag position. */
        int[] steps() {
            return steps;
        }

        /** Adds the next block's coefficients to the sums of {@code to}; false when something is wrong. */
        boolean next(Coefficients to) {
            if (interval > 0 && done > 0 && done % interval == 0 && !reader.marker(RST0 + (done / interval - 1) % 8)) {
                return false;
            }
            done++;
            return reader.block(to);
        }

        /** Whether the picture's end stands right after the last block. */
        boolean ended() {
            return reader.marker(EOI);
        }
    }
}

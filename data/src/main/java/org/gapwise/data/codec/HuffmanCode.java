package org.gapwise.data.codec;

import java.util.Optional;

/**
 * A Huffman table of a JPEG (ITU-T T.81 annexes C and F.2.2), as a table of what the next bits mean. An entry tells at
 * once how many bits to consume, how far to go in the block, and the coefficient where it fits. It is found by the next
 * {@link #PEEK} bits; longer codes are rare.
 *
 * <pre>
 * bits 0 to 4    bits to consume
 * bits 5 to 8    bits of the coefficient that are still to be read
 * bits 9 to 15   positions to go forward: run + 1, {@link #END} at the end of a block, {@link #FAULT} for nonsense
 * bits 16 to 31  the coefficient, when it is not still to be read
 * </pre>
 */
final class HuffmanCode {

    private static final int PEEK = 12;
    /** More than a block can hold, even from its last position with the longest run. */
    static final int END = 100;

    static final int FAULT = 80;

    private static final int LONGEST = 16;
    /** What the coefficients have more bits than the samples (T.81 F.1.2): the first of a block, the others. */
    private static final int MORE_DC_BITS = 3;

    private static final int MORE_AC_BITS = 2;

    private final int[] quick = new int[1 << PEEK];
    /** One past the last code of each length, moved to the left of 16 bits. */
    private final int[] limit = new int[LONGEST + 1];

    /** What to add to a code of each length to find its symbol. */
    private final int[] shift = new int[LONGEST + 1];

    private final int[] entries;

    private HuffmanCode(int[] entries) {
        this.entries = entries;
    }

    /**
     * The table whose description starts at {@code at}: 16 counts and the symbols. Empty when there cannot be such a
     * table for samples of so many bits.
     *
     * @param ac whether it is for coefficients other than the first of a block
     * @param depth bits a sample
     */
    static Optional<HuffmanCode> of(byte[] bytes, int at, boolean ac, int depth) {
        int total = total(bytes, at);
        int[] entries = new int[total];
        for (int i = 0; i < total; i++) {
            int symbol = bytes[at + LONGEST + i] & 0xFF;
            if (!ac && symbol > depth + MORE_DC_BITS) {
                return Optional.empty();
            }
            entries[i] = ac ? acEntry(symbol, depth + MORE_AC_BITS) : symbol << 5 | 1 << 9;
        }
        HuffmanCode code = new HuffmanCode(entries);
        return code.assign(bytes, at) ? Optional.of(code) : Optional.empty();
    }

    /** How many symbols a table has. */
    static int total(byte[] bytes, int at) {
        int total = 0;
        for (int length = 0; length < LONGEST; length++) {
            total += bytes[at + length] & 0xFF;
        }
        return total;
    }

    /** The largest first coefficient of a block, in steps of 1. */
    static int mostDc(int depth) {
        return (1 << depth + MORE_DC_BITS) - 1;
    }

    private static int acEntry(int symbol, int most) {
        int run = symbol >> 4;
        int size = symbol & 15;
        if (size == 0 && run == 0) {
            return END << 9;
        }
        boolean nonsense = size == 0 && run < 15 || size > most;
        return nonsense ? FAULT << 9 : size << 5 | run + 1 << 9;
    }

    private boolean assign(byte[] bytes, int at) {
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = bytes[at + length - 1] & 0xFF;
            if (count > 0 && code + count >= 1 << length) {
                // Too many, or a code of nothing but ones, which T.81 keeps free.
                return false;
            }
            shift[length] = next - code;
            for (int i = 0; i < count; i++) {
                entries[next] |= length;
                if (length <= PEEK) {
                    fill(code, length, entries[next]);
                }
                code++;
                next++;
            }
            limit[length] = code << LONGEST - length;
            code <<= 1;
        }
        return true;
    }

    private void fill(int code, int length, int entry) {
        int free = PEEK - length;
        int size = entry >>> 5 & 15;
        for (int rest = 0; rest < 1 << free; rest++) {
            int value = size == 0 || size > free ? 0 : value(rest >>> free - size, size);
            quick[code << free | rest] = size > free ? entry : entry & 127 << 9 | length + size | value << 16;
        }
    }

    /** A coefficient from its bits (T.81 F.2.2.1, "EXTEND"). */
    static int value(int bits, int size) {
        return bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
    }

    /** What these bits, from the left, begin with. */
    int entry(long bits) {
        int entry = quick[(int) (bits >>> Long.SIZE - PEEK)];
        return entry != 0 ? entry : longEntry((int) (bits >>> Long.SIZE - LONGEST));
    }

    /** The entry of a code longer than {@link #PEEK}, or of none; its coefficient is still to be read. */
    private int longEntry(int next16) {
        for (int length = PEEK + 1; length <= LONGEST; length++) {
            if (next16 < limit[length]) {
                return entries[(next16 >>> LONGEST - length) + shift[length]];
            }
        }
        return FAULT << 9 | 1;
    }
}

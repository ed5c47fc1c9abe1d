package org.gapwise.data.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entropy-coded data of one component (ITU-T T.81 F.2.2), block by block. Whatever another decoder might warn
 * about, or repair in its own way, is a fault here.
 */
final class ScanReader {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int EIGHTY = 0x80808080;
    private static final int ONES = 0x01010101;
    private static final int LAST = 63;
    /** Twice what 8-bit samples can give, and so little that 64 of them add up within 32 bits. */
    private static final int MOST = 1 << 22;

    private final byte[] bytes;
    private final HuffmanCode dc;
    private final HuffmanCode ac;
    private final int mostDc;
    private int at;
    /** The next bits, from the left; after the end of the data, zeros. */
    private long bits;
    /** How many of them there are; negative when more were taken than there were. */
    private int count;

    private int predicted;

    ScanReader(byte[] bytes, int at, HuffmanCode dc, HuffmanCode ac, int mostDc) {
        this.bytes = bytes;
        this.at = at;
        this.dc = dc;
        this.ac = ac;
        this.mostDc = mostDc;
    }

    /** Adds the next block's coefficients to the sums of {@code to}; false when something is wrong. */
    boolean block(Coefficients to) {
        if (!first(to)) {
            return false;
        }
        int[] values = to.values();
        long bits = this.bits;
        int count = this.count;
        int magnitudes = 0;
        int k = 0;
        while (k < LAST) {
            if (count < Integer.SIZE) {
                this.bits = bits;
                this.count = count;
                refill();
                bits = this.bits;
                count = this.count;
            }
            int entry = ac.entry(bits);
            bits <<= entry & 31;
            count -= entry & 31;
            k += entry >>> 9 & 127;
            if (k > LAST) {
                break;
            }
            int size = entry >>> 5 & 15;
            int value = entry >> 16;
            if (size != 0) {
                value = HuffmanCode.value((int) (bits >>> Long.SIZE - size), size);
                bits <<= size;
                count -= size;
            }
            int term = value * to.weights()[k];
            values[to.places()[k]] += term;
            magnitudes |= Math.abs(term);
        }
        this.bits = bits;
        this.count = count;
        return count >= 0 && (k == LAST || k >= HuffmanCode.END) && magnitudes < MOST;
    }

    private boolean first(Coefficients to) {
        if (count < Integer.SIZE) {
            refill();
        }
        int entry = dc.entry(bits);
        if ((entry >>> 9 & 127) != 1) {
            return false;
        }
        bits <<= entry & 31;
        count -= entry & 31;
        int size = entry >>> 5 & 15;
        int difference = entry >> 16;
        if (size != 0) {
            difference = HuffmanCode.value((int) (bits >>> Long.SIZE - size), size);
            bits <<= size;
            count -= size;
        }
        predicted += difference;
        to.values()[to.places()[0]] += predicted * to.weights()[0];
        return Math.abs(predicted) <= mostDc;
    }

    private void refill() {
        if (at + Integer.BYTES <= bytes.length && count >= 0) {
            int word = (int) WORDS.get(bytes, at);
            if ((word & EIGHTY & ~word - ONES) == 0) {
                // None of the four bytes is 0xFF.
                bits |= (word & 0xFFFFFFFFL) << Integer.SIZE - count;
                count += Integer.SIZE;
                at += Integer.BYTES;
                return;
            }
        }
        refillByteByByte();
    }

    private void refillByteByByte() {
        while (count >= 0 && count <= Long.SIZE - Byte.SIZE && at < bytes.length) {
            int next = bytes[at] & 0xFF;
            if (next == 0xFF) {
                if (at + 1 >= bytes.length || bytes[at + 1] != 0) {
                    return;
                }
                at++;
            }
            at++;
            bits |= (long) next << Long.SIZE - Byte.SIZE - count;
            count += Byte.SIZE;
        }
    }

    /** Passes a marker that has to stand right here, after no more than the bits that fill the last byte. */
    boolean marker(int wanted) {
        if (count < 0
                || count >= Byte.SIZE
                || at + 1 >= bytes.length
                || bytes[at] != (byte) 0xFF
                || (bytes[at + 1] & 0xFF) != wanted) {
            return false;
        }
        at += 2;
        bits = 0;
        count = 0;
        predicted = 0;
        return true;
    }
}

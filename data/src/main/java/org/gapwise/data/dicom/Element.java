package org.gapwise.data.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One element that was kept.
 *
 * @param vr its type as two letters; empty where types are not written
 * @param bytes of the whole file; the value lies in {@code [from, to)}
 * @param big whether the highest byte of a number comes first
 * @param items of a sequence
 * @param spans the fragments of encapsulated pixels as pairs of from and to; empty for anything else
 */
record Element(String vr, byte[] bytes, int from, int to, boolean big, List<DataSet> items, List<int[]> spans) {

    private static final int LONGEST_TEXT = 1024;

    int length() {
        return to - from;
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, length())
                .slice()
                .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** The value as text, without the padding at its end. */
    String text() {
        int end = Math.min(to, from + LONGEST_TEXT);
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        return text.replace('\0', ' ').strip();
    }
}

package org.gapwise.data.sr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Elements of a DICOM data set, explicit and little-endian (PS3.5, 7.1.2), in the order of their tags. */
final class Elements {

    private static final int ITEM = 0xFFFEE000;
    private static final int MOST_SHORT = 0xFFFE;
    /** Types whose length takes 32 bits. */
    private static final Set<String> LONG = Set.of("OB", "SQ", "UT");

    private final Charset charset;
    private final Map<Integer, byte[]> elements = new TreeMap<>();

    /** @param charset of texts; what it does not have becomes a question mark */
    Elements(Charset charset) {
        this.charset = charset;
    }

    /** Elements of the same character set. */
    Elements beside() {
        return new Elements(charset);
    }

    Elements text(int tag, String vr, String text) {
        return raw(tag, vr, text.getBytes(charset));
    }

    /** A value of bytes, made even (PS3.5, 6.2): identifiers and bytes end in a zero, others in a blank. */
    Elements raw(int tag, String vr, byte[] value) {
        byte[] even = Arrays.copyOf(value, value.length + value.length % 2);
        if (even.length > value.length && !vr.equals("UI") && !vr.equals("OB")) {
            even[value.length] = ' ';
        }
        elements.put(tag, whole(tag, vr, even));
        return this;
    }

    Elements unsigned(int tag, int number) {
        return raw(tag, "UL", little(Integer.BYTES).putInt(number).array());
    }

    Elements real(int tag, double number) {
        return raw(tag, "FD", little(Double.BYTES).putDouble(number).array());
    }

    Elements sequence(int tag, List<Elements> items) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Elements item : items) {
            byte[] content = item.bytes();
            all.writeBytes(little(2 * Integer.BYTES)
                    .putShort((short) (ITEM >>> 16))
                    .putShort((short) ITEM)
                    .putInt(content.length)
                    .array());
            all.writeBytes(content);
        }
        elements.put(tag, whole(tag, "SQ", all.toByteArray()));
        return this;
    }

    private static byte[] whole(int tag, String vr, byte[] value) {
        if (!LONG.contains(vr) && value.length > MOST_SHORT) {
            throw new IllegalArgumentException("a value of " + value.length + " bytes does not fit " + vr);
        }
        int head = LONG.contains(vr) ? 12 : 8;
        ByteBuffer bytes = ByteBuffer.allocate(head + value.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag).put(vr.getBytes(StandardCharsets.US_ASCII));
        if (LONG.contains(vr)) {
            bytes.putShort((short) 0).putInt(value.length);
        } else {
            bytes.putShort((short) value.length);
        }
        bytes.put(value);
        return bytes.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        elements.values().forEach(all::writeBytes);
        return all.toByteArray();
    }
}

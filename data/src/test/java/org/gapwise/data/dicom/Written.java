package org.gapwise.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small DICOM files for tests, element by element; what is set twice is replaced. */
public final class Written {

    private static final Set<String> LONG = Set.of("OB", "OW", "OF", "SQ", "UN");

    private final String uid;
    private final boolean big;
    private final Map<Integer, byte[]> elements = new TreeMap<>();

    Written(String uid) {
        this.uid = uid;
        this.big = uid.equals(TransferSyntax.EXPLICIT_BIG.uid());
    }

    /** A grey picture of 16 bits, little-endian and not packed. */
    public static Written grey(int rows, int columns, int bitsStored, boolean signed, int... samples) {
        Written file = new Written(TransferSyntax.EXPLICIT_LITTLE.uid());
        file.layout(rows, columns, 16, bitsStored).us(Tags.SIGNED, signed ? 1 : 0);
        return file.words(Tags.PIXELS, samples);
    }

    Written layout(int rows, int columns, int allocated, int stored) {
        text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2");
        us(Tags.SAMPLES, 1).us(Tags.ROWS, rows).us(Tags.COLUMNS, columns);
        return us(Tags.BITS_ALLOCATED, allocated).us(Tags.BITS_STORED, stored).us(Tags.HIGH_BIT, stored - 1);
    }

    public Written text(int tag, String vr, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return element(tag, vr, bytes.length % 2 == 0 ? bytes : java.util.Arrays.copyOf(bytes, bytes.length + 1));
    }

    Written us(int tag, int... numbers) {
        return element(tag, "US", packed(numbers));
    }

    Written words(int tag, int... numbers) {
        return element(tag, "OW", packed(numbers));
    }

    Written bytes(int tag, String vr, int... numbers) {
        byte[] bytes = new byte[numbers.length + numbers.length % 2];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return element(tag, vr, bytes);
    }

    /** A sequence of one item. */
    Written table(int tag, int first, int bits, int... values) {
        Written item = new Written(uid);
        item.element(Tags.TABLE_DESCRIPTOR, "US", packed(values.length, first, bits));
        item.words(Tags.TABLE, values);
        byte[] content = item.body();
        ByteBuffer all = ByteBuffer.allocate(content.length + 8).order(order());
        all.putShort((short) 0xFFFE)
                .putShort((short) 0xE000)
                .putInt(content.length)
                .put(content);
        return element(tag, "SQ", all.array());
    }

    /** Packed pixels, one fragment a frame. */
    Written packed(byte[]... fragments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        item(out, 0xE000, new byte[0]);
        for (byte[] fragment : fragments) {
            item(out, 0xE000, fragment);
        }
        item(out, 0xE0DD, new byte[0]);
        ByteBuffer head = ByteBuffer.allocate(12 + out.size()).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0x7FE0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'B');
        head.putShort((short) 0).putInt(-1).put(out.toByteArray());
        elements.put(Tags.PIXELS, head.array());
        return this;
    }

    private static void item(ByteArrayOutputStream out, int element, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0xFFFE).putShort((short) element).putInt(content.length);
        out.writeBytes(head.array());
        out.writeBytes(content);
    }

    Written element(int tag, String vr, byte[] value) {
        boolean wide = LONG.contains(vr);
        ByteBuffer out = ByteBuffer.allocate((wide ? 12 : 8) + value.length).order(order());
        out.putShort((short) (tag >>> 16)).putShort((short) tag);
        out.put((byte) vr.charAt(0)).put((byte) vr.charAt(1));
        if (wide) {
            out.putShort((short) 0).putInt(value.length);
        } else {
            out.putShort((short) value.length);
        }
        elements.put(tag, out.put(value).array());
        return this;
    }

    /** Bytes in place of an element. */
    Written raw(int tag, byte[] bytes) {
        elements.put(tag, bytes);
        return this;
    }

    Written without(int tag) {
        elements.remove(tag);
        return this;
    }

    private byte[] packed(int... numbers) {
        ByteBuffer out = ByteBuffer.allocate(2 * numbers.length).order(order());
        for (int number : numbers) {
            out.putShort((short) number);
        }
        return out.array();
    }

    private ByteOrder order() {
        return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private byte[] body() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        elements.values().forEach(out::writeBytes);
        return out.toByteArray();
    }

    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new Written("").text(Tags.TRANSFER_SYNTAX, "UI", uid).body());
        out.writeBytes(uid.equals(TransferSyntax.DEFLATED.uid()) ? deflated(body()) : body());
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return java.util.Arrays.copyOf(out, length);
    }
}

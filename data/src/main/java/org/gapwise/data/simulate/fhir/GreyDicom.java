package org.gapwise.data.simulate.fhir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A grey picture of 8 bits as a DICOM file: computed radiography, explicit little endian (PS3.5, PS3.10). */
final class GreyDicom {

    private static final String CLASS = "1.2.840.10008.5.1.4.1.1.1";
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final int PREAMBLE = 128;

    private GreyDicom() {}

    /**
     * @param uids of study, series and instance
     * @param pixels [size, size], row by row
     */
    static byte[] file(List<String> uids, int size, byte[] pixels) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        element(meta, 0x00020002, "UI", uid(CLASS));
        element(meta, 0x00020003, "UI", uid(uids.get(2)));
        element(meta, 0x00020010, "UI", uid(EXPLICIT_LITTLE_ENDIAN));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes(text("DICM"));
        element(out, 0x00020000, "UL", little(meta.size(), Integer.BYTES));
        out.writeBytes(meta.toByteArray());
        element(out, 0x00080016, "UI", uid(CLASS));
        element(out, 0x00080018, "UI", uid(uids.get(2)));
        element(out, 0x00080060, "CS", text("CR"));
        element(out, 0x0020000D, "UI", uid(uids.get(0)));
        element(out, 0x0020000E, "UI", uid(uids.get(1)));
        number(out, 0x00280002, 1);
        element(out, 0x00280004, "CS", text("MONOCHROME2 "));
        number(out, 0x00280010, size);
        number(out, 0x00280011, size);
        number(out, 0x00280100, 8);
        number(out, 0x00280101, 8);
        number(out, 0x00280102, 7);
        number(out, 0x00280103, 0);
        element(out, 0x7FE00010, "OB", pixels.length % 2 == 0 ? pixels : Arrays.copyOf(pixels, pixels.length + 1));
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] uid(String uid) {
        return text(uid.length() % 2 == 0 ? uid : uid + "\0");
    }

    private static void number(ByteArrayOutputStream out, int tag, int value) {
        element(out, tag, "US", little(value, Short.BYTES));
    }

    private static void element(ByteArrayOutputStream out, int tag, String kind, byte[] value) {
        out.writeBytes(little(tag >>> 16, Short.BYTES));
        out.writeBytes(little(tag, Short.BYTES));
        out.writeBytes(text(kind));
        if (kind.equals("OB")) {
            out.writeBytes(new byte[Short.BYTES]);
            out.writeBytes(little(value.length, Integer.BYTES));
        } else {
            out.writeBytes(little(value.length, Short.BYTES));
        }
        out.writeBytes(value);
    }

    /** The low bytes of a number, the lowest first. */
    private static byte[] little(int number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (number >>> 8 * i);
        }
        return bytes;
    }
}

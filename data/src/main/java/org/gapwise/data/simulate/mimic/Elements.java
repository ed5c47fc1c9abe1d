package org.gapwise.data.simulate.mimic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Elements of a DICOM data set, explicit and little-endian (PS3.5, 7.1.2), in the order of their tags. */
final class Elements {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A text; every value has an even length (PS3.5, 6.2): identifiers end in a zero, others in a blank. */
    Elements text(int tag, String vr, String text) {
        String even = text.length() % 2 == 0 ? text : text + (vr.equals("UI") ? '\0' : ' ');
        return element(tag, vr, even.getBytes(StandardCharsets.US_ASCII));
    }

    /** A number of 16 bits. */
    Elements number(int tag, int number) {
        return element(tag, "US", new byte[] {(byte) number, (byte) (number >> 8)});
    }

    /** A number of 32 bits. */
    Elements unsigned(int tag, int number) {
        return element(
                tag, "UL", new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)
                });
    }

    /** A value whose length takes 32 bits. */
    Elements wide(int tag, String vr, byte[] value) {
        head(tag, vr);
        word(0);
        word(value.length);
        word(value.length >> 16);
        out.writeBytes(value);
        return this;
    }

    private Elements element(int tag, String vr, byte[] value) {
        head(tag, vr);
        word(value.length);
        out.writeBytes(value);
        return this;
    }

    private void head(int tag, String vr) {
        word(tag >>> 16);
        word(tag);
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
    }

    private void word(int bits) {
        out.write(bits);
        out.write(bits >> 8);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}

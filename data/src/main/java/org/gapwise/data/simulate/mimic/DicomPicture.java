package org.gapwise.data.simulate.mimic;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import org.gapwise.core.Seeds;

/**
 * A picture as MIMIC-CXR ships it: a Part 10 file (PS3.10, 7), explicit little-endian, 12 of 16 bits, with a window
 * that shows all of them. Nobody is named in it: there is a patient number of ours, and identifiers drawn by seed.
 *
 * @param negative whether the lowest sample is white, MONOCHROME1
 */
record DicomPicture(Episode episode, Picture picture, int size, boolean negative) {

    private static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
    private static final String DIGITAL_XRAY = "1.2.840.10008.5.1.4.1.1.1.1";
    /** Identifiers made of a 128-bit number need nobody's registration (PS3.5, B.2). */
    private static final String DRAWN = "2.25.";

    private static final int BITS = 12;
    private static final int MOST = (1 << BITS) - 1;
    private static final int WHITE = 255;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss.SSS");

    private static final int META_LENGTH = 0x00020000;
    private static final int META_VERSION = 0x00020001;
    private static final int META_CLASS = 0x00020002;
    private static final int META_INSTANCE = 0x00020003;
    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int IMPLEMENTATION = 0x00020012;

    /**
     * The file's bytes.
     *
     * @param pixels brightness [size, size], 0 black to 255 white
     */
    byte[] file(byte[] pixels, long seed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] meta = new Elements()
                .wide(META_VERSION, "OB", new byte[] {0, 1})
                .text(META_CLASS, "UI", DIGITAL_XRAY)
                .text(META_INSTANCE, "UI", uid(seed, "image", picture.seed()))
                .text(TRANSFER_SYNTAX, "UI", EXPLICIT_LITTLE)
                .text(IMPLEMENTATION, "UI", uid(0, "writer", 0))
                .bytes();
        out.writeBytes(new Elements().unsigned(META_LENGTH, meta.length).bytes());
        out.writeBytes(meta);
        out.writeBytes(whose(seed));
        out.writeBytes(samples(pixels));
        return out.toByteArray();
    }

    private byte[] whose(long seed) {
        long study = Radiology.study(episode);
        return new Elements()
                .text(0x00080016, "UI", DIGITAL_XRAY)
                .text(0x00080018, "UI", uid(seed, "image", picture.seed()))
                .text(0x00080020, "DA", picture.date())
                .text(0x00080030, "TM", CLOCK.format(picture.time()))
                .text(0x00080050, "SH", "")
                .text(0x00080060, "CS", "DX")
                .text(0x00080070, "LO", "Simulated")
                .text(0x00080090, "PN", "")
                .text(0x00100010, "PN", "")
                .text(0x00100020, "LO", String.valueOf(episode.person().subject()))
                .text(0x00100030, "DA", "")
                .text(0x00100040, "CS", episode.person().sex())
                .text(0x00180015, "CS", "CHEST")
                .text(0x00185101, "CS", picture.view())
                .text(0x0020000D, "UI", uid(seed, "study", study))
                .text(0x0020000E, "UI", uid(seed, "series", picture.seed()))
                .text(0x00200010, "SH", String.valueOf(study))
                .text(0x00200013, "IS", "1")
                .bytes();
    }

    private byte[] samples(byte[] pixels) {
        return new Elements()
                .number(0x00280002, 1)
                .text(0x00280004, "CS", negative ? "MONOCHROME1" : "MONOCHROME2")
                .number(0x00280010, size)
                .number(0x00280011, size)
                .number(0x00280100, 16)
                .number(0x00280101, BITS)
                .number(0x00280102, BITS - 1)
                .number(0x00280103, 0)
                .text(0x00281050, "DS", String.valueOf((MOST + 1) / 2))
                .text(0x00281051, "DS", String.valueOf(MOST + 1))
                .wide(0x7FE00010, "OW", stored(pixels))
                .bytes();
    }

    private byte[] stored(byte[] pixels) {
        byte[] words = new byte[2 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int bright = ((pixels[i] & WHITE) * MOST + WHITE / 2) / WHITE;
            int sample = negative ? MOST - bright : bright;
            words[2 * i] = (byte) sample;
            words[2 * i + 1] = (byte) (sample >> 8);
        }
        return words;
    }

    private static String uid(long seed, String what, long number) {
        ByteBuffer bits = ByteBuffer.allocate(16);
        bits.putLong(Seeds.mix(seed, "uid high " + what, number)).putLong(Seeds.mix(seed, "uid low " + what, number));
        return DRAWN + new BigInteger(1, bits.array());
    }
}

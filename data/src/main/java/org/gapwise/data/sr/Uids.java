package org.gapwise.data.sr;

import java.math.BigInteger;
import java.util.HexFormat;
import org.gapwise.core.file.Sha256;

/** Identifiers made of a digest, under the root that needs nobody's registration (PS3.5, B.2): the same of the same. */
final class Uids {

    private static final String ROOT = "2.25.";
    private static final int BYTES = 16;
    private static final int VERSION_AT = 6;
    private static final int VARIANT_AT = 8;

    private Uids() {}

    /** Of a UUID of version 8, "custom" (RFC 9562, 5.8), of the first bits of the content's SHA-256. */
    static String of(byte[] content) {
        byte[] bits = HexFormat.of().parseHex(Sha256.of(content).substring(0, 2 * BYTES));
        bits[VERSION_AT] = (byte) (bits[VERSION_AT] & 0x0F | 0x80);
        bits[VARIANT_AT] = (byte) (bits[VARIANT_AT] & 0x3F | 0x80);
        return ROOT + new BigInteger(1, bits);
    }
}

package org.gapwise.data.simulate.mimic;

import org.gapwise.core.Seeds;

/** Numbers that look drawn and are never drawn twice. */
final class Ids {

    /** A prime: multiplying by anything smaller runs through all residues. */
    private static final long PRIME = 9_999_991;

    private static final long STEP = 7_368_787;

    private Ids() {}

    static long subject(long patient) {
        return id(1, patient);
    }

    static long admission(long study) {
        return id(2, study);
    }

    /** Of the ICU or the ED, which do not share their numbers. */
    static long stay(long study) {
        return id(3, study);
    }

    static long study(long study) {
        return id(5, study);
    }

    /** Five groups of eight hexadecimal digits. */
    static String dicom(long seed, long study, int image) {
        StringBuilder id = new StringBuilder();
        for (int group = 0; group < 5; group++) {
            long bits = Seeds.mix(seed, "dicom", study, image, group) >>> 32;
            id.append(group == 0 ? "" : "-").append(String.format("%08x", bits));
        }
        return id.toString();
    }

    private static long id(long digit, long number) {
        return digit * 10_000_000 + (number * STEP + 1234567) % PRIME;
    }
}

package org.gapwise.data.dicom;

/** What a stored sample is in memory, named as numerical software names it. */
public enum SampleType {
    UINT8(1, false),
    INT8(1, true),
    UINT16(2, false),
    INT16(2, true),
    FLOAT32(4, true);

    private final int bytes;
    private final boolean signed;

    SampleType(int bytes, boolean signed) {
        this.bytes = bytes;
        this.signed = signed;
    }

    static SampleType of(int bits, boolean signed) {
        if (bits == 32) {
            return FLOAT32;
        }
        if (bits == 16) {
            return signed ? INT16 : UINT16;
        }
        return signed ? INT8 : UINT8;
    }

    int bytes() {
        return bytes;
    }

    boolean signed() {
        return signed;
    }
}

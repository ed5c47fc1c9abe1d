package org.gapwise.data.dicom;

import java.util.Set;

/** The elements that are looked at (PS3.6); all others are skipped unread. */
final class Tags {

    static final int TRANSFER_SYNTAX = 0x00020010;
    static final int MODALITY = 0x00080060;
    static final int BODY_PART = 0x00180015;
    static final int VIEW_POSITION = 0x00185101;
    static final int SAMPLES = 0x00280002;
    static final int PHOTOMETRIC = 0x00280004;
    static final int PLANAR = 0x00280006;
    static final int FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int SIGNED = 0x00280103;
    static final int PADDING = 0x00280120;
    static final int PADDING_LIMIT = 0x00280121;
    static final int WINDOW_CENTER = 0x00281050;
    static final int WINDOW_WIDTH = 0x00281051;
    static final int RESCALE_INTERCEPT = 0x00281052;
    static final int RESCALE_SLOPE = 0x00281053;
    static final int WINDOW_FUNCTION = 0x00281056;
    /** Red; green and blue follow. */
    static final int PALETTE_DESCRIPTOR = 0x00281101;

    static final int PALETTE = 0x00281201;
    static final int SEGMENTED_PALETTE = 0x00281221;
    static final int MODALITY_TABLE = 0x00283000;
    static final int TABLE_DESCRIPTOR = 0x00283002;
    static final int TABLE = 0x00283006;
    static final int WINDOW_TABLE = 0x00283010;
    static final int FLOAT_PIXELS = 0x7FE00008;
    static final int DOUBLE_PIXELS = 0x7FE00009;
    static final int PIXELS = 0x7FE00010;

    static final int ITEM = 0xFFFEE000;
    static final int ITEM_END = 0xFFFEE00D;
    static final int SEQUENCE_END = 0xFFFEE0DD;

    private static final Set<Integer> WANTED = Set.of(
            TRANSFER_SYNTAX,
            MODALITY,
            BODY_PART,
            VIEW_POSITION,
            SAMPLES,
            PHOTOMETRIC,
            PLANAR,
            FRAMES,
            ROWS,
            COLUMNS,
            BITS_ALLOCATED,
            BITS_STORED,
            HIGH_BIT,
            SIGNED,
            PADDING,
            PADDING_LIMIT,
            WINDOW_CENTER,
            WINDOW_WIDTH,
            RESCALE_INTERCEPT,
            RESCALE_SLOPE,
            WINDOW_FUNCTION,
            PALETTE_DESCRIPTOR,
            PALETTE_DESCRIPTOR + 1,
            PALETTE_DESCRIPTOR + 2,
            PALETTE,
            PALETTE + 1,
            PALETTE + 2,
            SEGMENTED_PALETTE,
            MODALITY_TABLE,
            TABLE_DESCRIPTOR,
            TABLE,
            WINDOW_TABLE);

    private Tags() {}

    static boolean wanted(int tag) {
        return WANTED.contains(tag);
    }

    static boolean sequence(int tag) {
        return tag == MODALITY_TABLE || tag == WINDOW_TABLE;
    }

    static boolean pixels(int tag) {
        return tag == PIXELS || tag == FLOAT_PIXELS || tag == DOUBLE_PIXELS;
    }

    /** The tag as DICOM writes it. */
    static String text(int tag) {
        return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
    }
}

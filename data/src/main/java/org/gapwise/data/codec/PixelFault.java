package org.gapwise.data.codec;

/** Pixels that cannot be read. The message says why, in one sentence, and never holds a text from the file. */
public final class PixelFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String fix;

    public PixelFault(String what, String fix) {
        super(what);
        this.what = what;
        this.fix = fix;
    }

    /** What is wrong, in one sentence. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }

    /** Bytes that contradict themselves. */
    public static PixelFault damaged(String what) {
        return new PixelFault(
                what, "Restore the file from its source, or leave the cell empty if there is no picture.");
    }

    /** Sound bytes of a kind that is not read. */
    public static PixelFault unsupported(String what) {
        return new PixelFault(what, "Convert the file to uncompressed DICOM (Explicit VR Little Endian) or to PNG.");
    }
}

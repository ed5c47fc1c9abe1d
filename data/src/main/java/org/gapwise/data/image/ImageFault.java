package org.gapwise.data.image;

import org.gapwise.data.codec.PixelFault;

/** A picture that cannot be used. The message says why, in one sentence, without naming the file. */
public sealed class ImageFault extends Exception permits MissingFile {

    private static final long serialVersionUID = 1L;

    static final String DOES_NOT_EXIST = " does not exist.";
    static final String CORRECT = "Correct the path, restore the file, or leave the cell empty if there is no picture.";

    private final String what;
    private final String fix;

    ImageFault(String what, String fix) {
        super(what);
        this.what = what;
        this.fix = fix;
    }

    /** What is wrong, in one sentence. */
    public final String what() {
        return what;
    }

    /** What to do about it. */
    public final String fix() {
        return fix;
    }

    /** A sound path, in some file system, under which there is no file. */
    public static ImageFault notFound(String path) {
        return new ImageFault("image " + path + DOES_NOT_EXIST, CORRECT);
    }

    static ImageFault of(PixelFault fault) {
        return new ImageFault(fault.what(), fault.fix());
    }

    static ImageFault damaged(String what) {
        return new ImageFault(
                what, "Restore the file from its source, or leave the cell empty if there is no picture.");
    }

    static ImageFault unsupported(String what) {
        return new ImageFault(what, "Convert it to an 8-bit grey or RGB PNG or JPEG.");
    }
}

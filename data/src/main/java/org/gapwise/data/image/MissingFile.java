package org.gapwise.data.image;

import java.nio.file.Path;

/** A sound path under which there is no file. */
public final class MissingFile extends ImageFault {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient Path firstMissing;

    MissingFile(Path file, Path firstMissing) {
        super("image " + file + DOES_NOT_EXIST, CORRECT);
        this.file = file;
        this.firstMissing = firstMissing;
    }

    /** The folder that does not exist, or the file itself when its folder does. */
    public Path firstMissing() {
        return firstMissing;
    }

    /** Whether already its folder does not exist. */
    public boolean folderMissing() {
        return !firstMissing.equals(file);
    }
}

package org.gapwise.train;

import java.nio.file.Path;

/** Training was asked to stop and has written a checkpoint. */
public final class Interrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Interrupted(Path folder) {
        super("training stopped; go on with the same command and --resume (" + folder + ")");
    }
}

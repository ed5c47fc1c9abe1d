package org.gapwise.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.Progress;

/** A process that makes a store, says when a picture is decoded, and waits to be killed. */
final class IngestChild {

    private IngestChild() {}

    /** Arguments: cache folder, side of the pictures, files. */
    public static void main(String[] arguments) {
        List<ImageFile> files = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            files.add(new ImageFile(Path.of(arguments[i]), "row " + i));
        }
        ImageStore.open(files, Integer.parseInt(arguments[1]), Path.of(arguments[0]), new Spoken());
    }

    private static final class Spoken implements Progress {

        @Override
        public void start(String name, long total) {}

        @Override
        public void step(long steps) {
            if (steps > 0) {
                System.out.println("step");
                pause();
            }
        }

        /** Long enough for the killer to come in time. */
        private static void pause() {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void note(String text) {}

        @Override
        public void done() {}
    }
}

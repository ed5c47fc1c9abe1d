package org.gapwise.data.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.Progress;

/** A process that makes a store, says when a picture is decoded, and in the middle waits to be killed. */
final class IngestChild {

    /** Pictures. */
    static final int STOPS_AFTER = 29;

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

        private final AtomicInteger steps = new AtomicInteger();

        @Override
        public void start(String name, long total) {}

        @Override
        public void step(long more) {
            if (more > 0 && steps.incrementAndGet() <= STOPS_AFTER) {
                System.out.println("step");
            }
            if (steps.get() >= STOPS_AFTER) {
                waitToBeKilled();
            }
        }

        private static void waitToBeKilled() {
            try {
                new CountDownLatch(1).await();
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

package org.gapwise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gapwise.core.file.AtomicFile;

/**
 * A folder of results that appears under its name when it is complete, and else not at all, also when a signal ends
 * the process.
 */
final class PartFolder implements AutoCloseable {

    private static final int ATTEMPTS = 40;
    private static final long PAUSE_MILLIS = 50;

    private final Path target;
    private final Path part;
    private final ReentrantLock busy = new ReentrantLock();
    private final Thread hook = new Thread(this::clear, "gapwise-clearing");

    private PartFolder(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /** Begins a folder that is new or empty. */
    static PartFolder open(Path out) {
        Folders.requireNew(out);
        Path target = out.toAbsolutePath().normalize();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Folders.delete(part);
        try {
            Files.createDirectories(part);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make " + out, e);
        }
        PartFolder folder = new PartFolder(target, part);
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    /** Where to write until it is complete. */
    Path path() {
        return part;
    }

    /** Does work that takes notice of signals by itself, and needs the folder until it has ended. */
    <T> T kept(Supplier<T> work) {
        busy.lock();
        try {
            return work.get();
        } finally {
            busy.unlock();
        }
    }

    /** Gives the folder its name. */
    void complete() {
        try {
            AtomicFile.move(part, target);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + target, e);
        }
    }

    /** At the end of the process, while others may still be writing. */
    private void clear() {
        busy.lock();
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(part); attempt++) {
            try {
                Folders.delete(part);
                Thread.sleep(PAUSE_MILLIS);
            } catch (UncheckedIOException e) {
                // Something was written meanwhile: once more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            Folders.delete(part);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook clears the folder.
        }
    }
}

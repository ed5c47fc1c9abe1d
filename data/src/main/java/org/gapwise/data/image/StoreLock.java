package org.gapwise.data.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process, and one thread of it, make a store; the others wait and then use it. */
record StoreLock(FileChannel channel, FileLock lock) implements Closeable {

    private static final long PAUSE_MILLIS = 100;
    private static final int TELL_EVERY = 50;

    /** @param waiting runs at once when another has it, and every few seconds until it has not */
    static StoreLock take(Path file, Runnable waiting) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int pauses = 0; ; pauses++) {
            FileLock lock = attempt(channel);
            if (lock != null) {
                return new StoreLock(channel, lock);
            }
            if (pauses % TELL_EVERY == 0) {
                waiting.run();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                channel.close();
                throw new InterruptedIOException("interrupted while waiting for the image store");
            }
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    boolean held() {
        return lock.isValid();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

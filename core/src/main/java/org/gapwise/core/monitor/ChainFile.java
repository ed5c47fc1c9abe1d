package org.gapwise.core.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Sha256;

/** The end of a log, to which lines are added. What a failed write left behind is taken away before the next one. */
final class ChainFile implements Closeable {

    private static final String LOCK = "lock";

    private final Path folder;
    private final long segment;
    private final FileChannel lock;
    private final Map<String, Entry.Opened> models = new LinkedHashMap<>();
    /** Models in what waits. */
    private final Map<String, Entry.Opened> told = new LinkedHashMap<>();

    private final StringBuilder waiting = new StringBuilder();
    /** What is on disk for certain. */
    private Path file;

    private long length;
    private Head head;
    /** What will be, with what waits. */
    private Head next;

    private ChainFile(Path folder, long segment, FileChannel lock) {
        this.folder = folder;
        this.segment = segment;
        this.lock = lock;
        Head end = Head.EMPTY;
        Path last = Segments.named(folder, 1);
        List<Path> segments = Segments.in(folder);
        for (int i = segments.size() - 1; i >= 0 && end.number() == 0; i--) {
            last = segments.get(i);
            String whole = whole(Segments.text(last));
            length = whole.getBytes(StandardCharsets.UTF_8).length;
            end = end(whole, last);
        }
        Head written = Segments.head(folder);
        if (written.number() > end.number() || written.number() == end.number() && !written.equals(end)) {
            throw new DataException(
                    "the log does not end as it was written: it was changed or cut off.",
                    folder.toString(),
                    "`gapwise monitor` tells where. Keep it, and give another folder as --log.");
        }
        file = last;
        head = end;
        next = end;
    }

    static ChainFile open(Path folder, long segment) {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!alone(lock)) {
                lock.close();
                throw new ConfigException(
                        "another process writes to this log.", folder.toString(), "Give another folder as --log.");
            }
            return new ChainFile(folder, segment, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write to the log in " + folder, e);
        }
    }

    private static boolean alone(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Without a last line that was cut. */
    private static String whole(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static Head end(String whole, Path segment) {
        if (whole.isEmpty()) {
            return Head.EMPTY;
        }
        String line = whole.substring(whole.lastIndexOf('\n', whole.length() - 2) + 1, whole.length() - 1);
        return new Head(Segments.first(segment) + whole.lines().count() - 1, Sha256.of(line));
    }

    /** Adds a line; it is written with the next {@link #flush}. */
    void add(String time, Entry entry) {
        if (waiting.isEmpty() && length > segment) {
            file = Segments.named(folder, head.number() + 1);
            length = 0;
        }
        if (waiting.isEmpty() && length == 0) {
            models.values().forEach(model -> chain(time, model));
        }
        if (entry instanceof Entry.Opened opened) {
            told.put(opened.model().name() + "/" + opened.model().version(), opened);
        }
        chain(time, entry);
    }

    private void chain(String time, Entry entry) {
        String text = new Link(next.number() + 1, next.hash(), time, entry).text();
        next = new Head(next.number() + 1, Sha256.of(text));
        waiting.append(text).append('\n');
    }

    /** Writes what waits and forces it to disk. If that fails, nothing of it is part of the log. */
    void flush() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (out.size() != length) {
                out.truncate(length);
            }
            out.position(length);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(false);
            length += bytes.length;
            head = next;
            models.putAll(told);
        } finally {
            told.clear();
            next = head;
        }
        noteHead();
    }

    private void noteHead() {
        try {
            AtomicFile.write(folder.resolve(Segments.HEAD), head.toString());
        } catch (UncheckedIOException e) {
            // The lines are on disk; the note of an earlier end stays true.
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not close the log in " + folder, e);
        }
    }
}

package org.gapwise.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gapwise.core.ConfigException;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.train.Fingerprint;

/** The folder of one study: one process at a time may use it, and one study alone. */
public final class StudyFolder implements AutoCloseable {

    private static final String MARK = "study.toml";
    private static final String COHORT = "cohort.sha256";

    private final Path folder;
    private final FileChannel lock;

    private StudyFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes a new folder, or one that holds the same study.
     *
     * @param study all that decides it
     * @param resume whether a study that is there may be gone on with
     */
    public static StudyFolder open(Path folder, String study, boolean resume) {
        try {
            Path mark = folder.resolve(MARK);
            if (Files.exists(mark)) {
                check(folder, Files.readString(mark).equals(study), resume);
            } else if (Files.exists(folder) && !empty(folder)) {
                throw new ConfigException(
                        "there is something already, and it is no study.", folder.toString(), "Give another --out.");
            }
            Files.createDirectories(folder);
            StudyFolder taken = new StudyFolder(folder, locked(folder));
            if (!Files.exists(mark)) {
                AtomicFile.write(mark, study);
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("could not use " + folder, e);
        }
    }

    /** Keeps which cases the study is about, or finds that they are still the same: a table may change in its place. */
    public void about(Cohort cohort) {
        Path mark = folder.resolve(COHORT);
        String data = Fingerprint.data(cohort) + "\n";
        try {
            if (begun(folder) && Files.exists(mark) && !Files.readString(mark).equals(data)) {
                throw new ConfigException(
                        "the cases have changed since this study began.",
                        folder.toString(),
                        "Put the table back as it was, or give another --out.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + mark, e);
        }
        AtomicFile.write(mark, data);
    }

    private static void check(Path folder, boolean same, boolean resume) {
        if (!same) {
            throw new ConfigException(
                    "another study is there: its plan, protocol or schema differs.",
                    folder.toString(),
                    "Give another --out, or the same study as before; " + MARK + " in the folder says what it was.");
        }
        if (begun(folder) && !resume) {
            throw new ConfigException(
                    "this study is there already.", folder.toString(), "Add --resume to go on with it.");
        }
    }

    private static boolean begun(Path folder) {
        return Files.exists(folder.resolve("models")) || Files.exists(folder.resolve("answers"));
    }

    private static boolean empty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals("lock"));
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this process: told below.
        }
        channel.close();
        throw new ConfigException(
                "another process is at work on this study.", folder.toString(), "Wait for it or give another --out.");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not let go of the study's folder", e);
        }
    }
}

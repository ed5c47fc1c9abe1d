package org.gapwise.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.train.Trainer;

/**
 * Trained networks as bundles in a folder, each under a name that says what it learnt from and how. A training that
 * was stopped goes on where it was. Of several threads that want the same network one trains it and the others wait.
 */
final class Networks {

    private static final double NANOS = 1e9;

    private final Path folder;
    private final Map<String, Object> doors = new ConcurrentHashMap<>();

    Networks(Path folder) {
        this.folder = folder;
    }

    /** The network of a training, from the folder or trained now. */
    Bundle of(Training training, Spending spending) {
        List<Bundle> encoders =
                training.encoders().stream().map(each -> of(each, spending)).toList();
        Path out = folder.resolve(training.name());
        long came = System.nanoTime();
        synchronized (doors.computeIfAbsent(training.name(), name -> new Object())) {
            boolean now = !Files.exists(out);
            if (now) {
                long begun = System.nanoTime();
                new Trainer(training.plan(), Progress.silent())
                        .startingFrom(encoders)
                        .resume(training.cohort(), training.split(), out);
                AtomicFile.write(seconds(out), Double.toString((System.nanoTime() - begun) / NANOS));
            }
            spending.training(secondsOf(out), (System.nanoTime() - came) / NANOS);
        }
        return Bundle.open(out);
    }

    private static Path seconds(Path out) {
        return out.resolveSibling(out.getFileName() + ".seconds");
    }

    /** Of a training that was stopped in between only the last part is known; 0 when not even that. */
    private static double secondsOf(Path out) {
        try {
            return Files.exists(seconds(out)) ? Double.parseDouble(Files.readString(seconds(out))) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + seconds(out), e);
        }
    }
}

package org.gapwise.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.predict.Predictor;
import org.gapwise.model.ModelPredictor;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;
import org.gapwise.train.Trainer;

/**
 * Trained networks as bundles in a folder, each under a name that says what it learnt from and how. A training that
 * was stopped goes on where it was.
 */
final class BundleShelf implements Shelf {

    private static final double NANOS = 1e9;

    private final Path folder;
    private final Progress progress;
    private final Spending spending;

    BundleShelf(Path folder, Progress progress, Spending spending) {
        this.folder = folder;
        this.progress = progress;
        this.spending = spending;
    }

    @Override
    public Predictor network(Plan plan, Cohort cohort, Split split) {
        Bundle bundle = bundle(Training.of(plan, cohort, split));
        spending.parameters(bundle.manifest().path("parameters").asLong());
        return ModelPredictor.open(bundle);
    }

    private Bundle bundle(Training training) {
        List<Bundle> encoders = training.encoders().stream().map(this::bundle).toList();
        Path out = folder.resolve(training.name());
        boolean now = !Files.exists(out);
        if (now) {
            long begun = System.nanoTime();
            new Trainer(training.plan(), progress)
                    .startingFrom(encoders)
                    .resume(training.cohort(), training.split(), out);
            AtomicFile.write(seconds(out), Double.toString((System.nanoTime() - begun) / NANOS));
        }
        spending.training(secondsOf(out), now);
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

package org.gapwise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.train.Interrupted;
import org.gapwise.train.Plan;
import org.gapwise.train.Trainer;

/** One training run of a command: nothing is lost by accident, and nothing that failed at once is left behind. */
final class Training {

    private final Plan plan;
    private final Path out;
    private final Common common;

    Training(Plan plan, Path out, Common common) {
        this.plan = plan;
        this.out = out;
        this.common = common;
    }

    Plan plan() {
        return plan;
    }

    /** Refuses, before any data are read, what would be refused after. */
    void check(boolean resume) {
        if (Files.exists(out)) {
            throw new ConfigException(
                    "there is something already.", out.toString(), "Give another --out, or remove it.");
        }
        Path folder = run();
        if (!resume && begun(folder)) {
            throw new ConfigException(
                    "a run that was stopped lies here.",
                    folder.toString(),
                    "Go on with it by adding --resume, or remove the folder to begin anew.");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null && Files.exists(parent) && !Files.isWritable(parent)) {
            throw new ConfigException("the folder may not be written.", parent.toString(), "Give another --out.");
        }
    }

    Trainer trainer() {
        return new Trainer(plan, common.progress());
    }

    Bundle run(Cohort cohort, boolean resume) {
        return run(cohort, resume, trainer -> trainer);
    }

    /** Trains; when it is stopped by a signal, the process waits until that has been said. */
    Bundle run(Cohort cohort, boolean resume, UnaryOperator<Trainer> setting) {
        boolean ours = !Files.exists(run());
        try (Farewell farewell = Farewell.open()) {
            try {
                Trainer trainer = setting.apply(trainer());
                return resume ? trainer.resume(cohort, out) : trainer.train(cohort, out);
            } catch (Interrupted e) {
                farewell.say(String.valueOf(e.getMessage()), common);
                throw e;
            } finally {
                if (ours && !begun(run())) {
                    Folders.delete(run());
                }
            }
        }
    }

    private Path run() {
        return out.toAbsolutePath().resolveSibling(out.getFileName() + ".run");
    }

    /** Whether there is work in the folder that could be gone on with. */
    private static boolean begun(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException("could not look into " + folder, e);
        }
    }
}

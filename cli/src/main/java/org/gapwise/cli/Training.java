package org.gapwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.train.Interrupted;
import org.gapwise.train.Plan;
import org.gapwise.train.RunPlace;
import org.gapwise.train.Trainer;

/** One training run of a command: nothing is lost by accident, and nothing that failed at once is left behind. */
final class Training {

    private final Plan plan;
    private final Path out;
    private final RunPlace place;
    private final Common common;

    Training(Plan plan, Path out, Common common) {
        this.plan = plan;
        this.out = out;
        this.place = new RunPlace(out);
        this.common = common;
    }

    Plan plan() {
        return plan;
    }

    /** Refuses, before any data are read, what would be refused after. */
    void check(boolean resume) {
        place.check(resume);
    }

    Trainer trainer() {
        return new Trainer(plan, common.progress());
    }

    Bundle run(Cohort cohort, boolean resume) {
        return run(cohort, resume, trainer -> trainer);
    }

    /** Trains; when it is stopped by a signal, the process waits until that has been said. */
    Bundle run(Cohort cohort, boolean resume, UnaryOperator<Trainer> setting) {
        boolean ours = !Files.exists(place.run());
        try (Farewell farewell = Farewell.open()) {
            try {
                Trainer trainer = setting.apply(trainer());
                return resume ? trainer.resume(cohort, out) : trainer.train(cohort, out);
            } catch (Interrupted e) {
                farewell.say(String.valueOf(e.getMessage()), common);
                throw e;
            } finally {
                if (ours && !place.begun()) {
                    Folders.delete(place.run());
                }
            }
        }
    }
}

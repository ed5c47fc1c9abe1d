package org.gapwise.study.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.study.Shelf;
import org.gapwise.train.Plan;

/** Notes which networks would be trained, and trains none. */
final class Rehearsal implements Shelf {

    private final Map<String, Training> trainings = new LinkedHashMap<>();

    @Override
    public Predictor network(Plan plan, Cohort cohort, Split split) {
        note(Training.of(plan, cohort, split));
        return new Nobody(cohort.schema());
    }

    private void note(Training training) {
        training.encoders().forEach(this::note);
        trainings.putIfAbsent(training.name(), training);
    }

    /** What was asked for, each once, by name. */
    Map<String, Training> trainings() {
        return trainings;
    }

    /** Stands where a trained network will be. */
    private record Nobody(Schema schema) implements Predictor {

        @Override
        public List<Prediction> predict(List<Case> cases) {
            if (cases.isEmpty()) {
                return List.of();
            }
            throw new IllegalStateException("a rehearsal gives no answers");
        }
    }
}

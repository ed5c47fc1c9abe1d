package org.gapwise.core.monitor;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/** Another predictor's answers, each noted in a log. */
public final class LoggedPredictor implements Predictor {

    private final Predictor asked;
    private final Notes notes;

    /** @param profile of the model; without one only presence is noted, no bins */
    public LoggedPredictor(Predictor asked, PredictionLog log, ModelId model, Optional<Profile> profile) {
        this.asked = asked;
        this.notes = Notes.in(log, model, asked.schema(), profile);
    }

    @Override
    public Schema schema() {
        return asked.schema();
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = asked.predict(cases);
        notes.take(cases, answers);
        return answers;
    }

    @Override
    public void close() {
        asked.close();
    }
}

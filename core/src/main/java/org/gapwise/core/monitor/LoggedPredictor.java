package org.gapwise.core.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/** Another predictor's answers, each noted in a log: which inputs there were, in coarse bins, and the probabilities. */
public final class LoggedPredictor implements Predictor {

    private final Predictor asked;
    private final PredictionLog log;
    private final ModelId model;
    private final Binning binning;

    /** @param profile of the model; without one only presence is noted, no bins */
    public LoggedPredictor(Predictor asked, PredictionLog log, ModelId model, Optional<Profile> profile) {
        this.asked = asked;
        this.log = log;
        this.model = model;
        this.binning = profile.map(Profile::binning).orElse(Binning.NONE);
        log.note(new Entry.Opened(model, Counting.modalities(asked.schema()), profile.map(Profile::census)));
    }

    @Override
    public Schema schema() {
        return asked.schema();
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = asked.predict(cases);
        for (int i = 0; i < answers.size(); i++) {
            Map<String, Double> outputs = new LinkedHashMap<>();
            answers.get(i).probabilities().forEach((target, p) -> outputs.put(target, Counting.noted(p)));
            log.note(new Entry.Answered(model, binning.bins(asked.schema(), cases.get(i)), outputs));
        }
        return answers;
    }

    @Override
    public void close() {
        asked.close();
    }
}

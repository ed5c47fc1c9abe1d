package org.gapwise.core.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Schema;

/** Notes answers of one model in a log: which inputs there were, in coarse bins, and the probabilities. */
public final class Notes {

    private final PredictionLog log;
    private final ModelId model;
    private final Schema schema;
    private final Binning binning;

    private Notes(PredictionLog log, ModelId model, Schema schema, Binning binning) {
        this.log = log;
        this.model = model;
        this.schema = schema;
        this.binning = binning;
    }

    /**
     * Tells the log of the model, too.
     *
     * @param profile of the model; without one only presence is noted, no bins
     */
    public static Notes in(PredictionLog log, ModelId model, Schema schema, Optional<Profile> profile) {
        log.note(new Entry.Opened(model, Counting.modalities(schema), profile.map(Profile::census)));
        return new Notes(log, model, schema, profile.map(Profile::binning).orElse(Binning.NONE));
    }

    /** @param answers one a case, in their order */
    public void take(List<Case> cases, List<Prediction> answers) {
        for (int i = 0; i < answers.size(); i++) {
            Map<String, Double> outputs = new LinkedHashMap<>();
            answers.get(i).probabilities().forEach((target, p) -> outputs.put(target, Counting.noted(p)));
            log.note(new Entry.Answered(model, binning.bins(schema, cases.get(i)), outputs));
        }
    }
}

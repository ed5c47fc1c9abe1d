package org.gapwise.study.impute;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/** Fills a case before it asks a network, and tells of what was there before. */
record FilledPredictor(Schema schema, Lens lens, Predictor network) implements Predictor {

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Case> filled = new MemoryCohort(schema, cases).through(lens).cases();
        List<Prediction> answers = network.predict(filled);
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            predictions.add(
                    Evidence.of(schema, one).answer(one.id(), answers.get(i).probabilities()));
        }
        return predictions;
    }

    @Override
    public void close() {
        network.close();
    }
}

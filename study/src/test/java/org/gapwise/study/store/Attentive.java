package org.gapwise.study.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/** Answers by everything that it sees of a case, so that no two views have the same answer, and counts. */
final class Attentive implements Predictor {

    final List<String> asked = new ArrayList<>();
    private final Schema schema;

    Attentive(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        return cases.stream().map(this::answer).toList();
    }

    private Prediction answer(Case one) {
        String seen = one.id() + one.numbers() + one.categories() + one.images().keySet();
        asked.add(seen);
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (String target : schema.targetNames()) {
            probabilities.put(target, (Integer.toUnsignedLong((seen + target).hashCode()) + 0.5) / (1L << 32));
        }
        return new Prediction(one.id(), probabilities, List.of(), List.of(), List.of());
    }
}

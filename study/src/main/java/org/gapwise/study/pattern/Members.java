package org.gapwise.study.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Modality;
import org.gapwise.study.Lesson;
import org.gapwise.study.network.Stages;

/**
 * One network a modality, by its name: the first stage of the paper's training. A modality that too few cases have for
 * training has none.
 */
record Members(Map<String, Predictor> byModality) {

    static Members learn(Lesson lesson) {
        Map<String, Predictor> members = new LinkedHashMap<>();
        for (Modality modality : lesson.schema().modalities()) {
            if (lesson.only(one -> one.has(modality)).learnable()) {
                Lesson alone = lesson.through(new OneModality(modality.name()));
                members.put(
                        modality.name(),
                        alone.network(Stages.first(lesson.recipes().paper())));
            }
        }
        return new Members(members);
    }

    List<Predictor> all() {
        return new ArrayList<>(byModality.values());
    }

    /** Those of some modalities. */
    List<Predictor> of(List<String> modalities) {
        return modalities.stream()
                .flatMap(m -> Optional.ofNullable(byModality.get(m)).stream())
                .toList();
    }
}

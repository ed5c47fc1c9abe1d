package org.gapwise.study.pattern;

import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;

/** One network a modality; the probabilities of those whose modality is there are put together (method 4). */
public record LateFusion(String id, String title, Vote vote) implements Method {

    @Override
    public Entrant entrant(Schema schema) {
        String note = "One network a modality; the available answers are combined.";
        return new Entrant(id, title, Entrant.Family.ABLATION, note, schema.modalityNames());
    }

    @Override
    public Predictor learn(Lesson lesson) {
        Members members = Members.learn(lesson);
        return new Panel(lesson.schema(), members.all(), members::of, vote, BaseRates.of(lesson.training()));
    }
}

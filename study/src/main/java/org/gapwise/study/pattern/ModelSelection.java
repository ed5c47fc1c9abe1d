package org.gapwise.study.pattern;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.BaseRates;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;

/**
 * Switches models: a network of all modalities, trained on the cases that have them all, answers for such cases; the
 * networks of single modalities answer, by their mean, for the others (method 4). They answer for all where too few
 * cases are complete for training.
 *
 * @param changes to the paper's recipe that make the network of all modalities
 */
public record ModelSelection(String id, String title, Entrant.Family family, List<String> changes) implements Method {

    public ModelSelection {
        changes = List.copyOf(changes);
    }

    @Override
    public Entrant entrant(Schema schema) {
        String note = "Learns from complete cases; where a modality is missing another model answers.";
        return new Entrant(id, title, family, note, schema.modalityNames());
    }

    @Override
    public Predictor learn(Lesson lesson) {
        Schema schema = lesson.schema();
        List<String> names = schema.modalityNames();
        Lesson complete =
                lesson.only(one -> Presence.of(schema, one).modalities().equals(names));
        List<Predictor> joint = complete.learnable()
                ? List.of(complete.network(lesson.recipes().paper().with(changes)))
                : List.of();
        Members members = Members.learn(lesson);
        List<Predictor> everybody = new ArrayList<>(members.all());
        everybody.addAll(joint);
        return new Panel(
                schema,
                everybody,
                present -> present.equals(names) && !joint.isEmpty() ? joint : members.of(present),
                Vote.MEAN,
                BaseRates.of(lesson.training()));
    }
}

package org.gapwise.study.network;

import java.util.List;
import java.util.function.Function;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Recipes;
import org.gapwise.train.Plan;

/**
 * A network of all modalities, trained once, that answers for every subset.
 *
 * @param recipe where it starts from
 * @param changes to the recipe, each {@code section.key=value}; they are all that sets it apart
 */
public record OneNetwork(
        String id, String title, Entrant.Family family, Function<Recipes, Plan> recipe, List<String> changes)
        implements Method {

    public OneNetwork {
        changes = List.copyOf(changes);
    }

    @Override
    public Entrant entrant(Schema schema) {
        List<String> all = schema.modalityNames();
        String note = changes.isEmpty() ? "The recipe as it is." : "Changed: " + String.join(", ", changes) + ".";
        return new Entrant(id, title, family, note, all);
    }

    @Override
    public Predictor learn(Lesson lesson) {
        return lesson.network(recipe.apply(lesson.recipes()).with(changes));
    }
}

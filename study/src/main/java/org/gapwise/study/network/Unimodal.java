package org.gapwise.study.network;

import java.util.List;
import java.util.function.Function;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.Recipes;
import org.gapwise.train.Plan;

/**
 * A network of one modality that learns from the cases that have it: what no method of several modalities should fall
 * below.
 *
 * @param recipe how it is trained
 */
public record Unimodal(String id, String title, String modality, Function<Recipes, Plan> recipe) implements Method {

    @Override
    public Entrant entrant(Schema schema) {
        String note = "Sees " + modality + " alone, and learns from the cases that have it.";
        return new Entrant(id, title, Entrant.Family.UNIMODAL, note, List.of(modality));
    }

    @Override
    public Predictor learn(Lesson lesson) {
        return lesson.through(new OneModality(modality)).network(recipe.apply(lesson.recipes()));
    }
}

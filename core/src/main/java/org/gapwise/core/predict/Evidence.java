package org.gapwise.core.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * What of a schema a case has, and what a reader of its prediction should know.
 *
 * @param used names of the features and image modalities that are there
 * @param absent names of those that are not
 * @param warnings e.g. that nothing is present
 */
public record Evidence(List<String> used, List<String> absent, List<String> warnings) {

    public static Evidence of(Schema schema, Case one) {
        Evidence evidence = new Evidence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Modality modality : schema.modalities()) {
            if (modality instanceof ImageModality) {
                evidence.note(modality.name(), one.images().containsKey(modality.name()));
            } else if (modality instanceof TableModality table) {
                table.features().forEach(feature -> evidence.feature(feature, one));
            }
        }
        if (evidence.used.isEmpty()) {
            evidence.warnings.add("nothing was present: this is what the model answers when it knows nothing");
        }
        return evidence;
    }

    /** With more that a reader should know. */
    public Evidence plus(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Evidence(used, absent, all);
    }

    /** An answer that rests on this. */
    public Prediction answer(String caseId, Map<String, Double> probabilities) {
        return new Prediction(caseId, probabilities, used, absent, warnings);
    }

    private void note(String name, boolean there) {
        (there ? used : absent).add(name);
    }

    private void feature(Feature feature, Case one) {
        if (feature instanceof Categorical categorical) {
            String level = one.categories().get(feature.name());
            note(feature.name(), level != null);
            if (level != null && !categorical.levels().contains(level)) {
                warnings.add(feature.name() + " has a level the model has not seen; it counts as \"other\"");
            }
        } else if (feature instanceof Numeric numeric) {
            Double value = one.numbers().get(feature.name());
            note(feature.name(), value != null);
            if (value != null
                    && numeric.range().isPresent()
                    && !numeric.range().get().holds(value)) {
                warnings.add(feature.name() + " is outside its plausible range");
            }
        }
    }
}

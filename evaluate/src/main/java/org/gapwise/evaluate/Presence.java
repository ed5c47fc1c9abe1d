package org.gapwise.evaluate;

import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;

/**
 * What is there of a case. A table is present when at least one of its features is.
 *
 * @param modalities names of the present ones, in the schema's order
 * @param features present features over all tables
 * @param of features that the schema has
 */
public record Presence(List<String> modalities, int features, int of) {

    public Presence {
        modalities = List.copyOf(modalities);
    }

    public static Presence of(Schema schema, Case one) {
        List<Feature> features = schema.features();
        int present = (int) features.stream().filter(one::has).count();
        List<String> modalities = schema.modalities().stream()
                .filter(one::has)
                .map(Modality::name)
                .toList();
        return new Presence(modalities, present, features.size());
    }

    /** Share of the features that are present; 0 when the schema has none. */
    public double fraction() {
        return of == 0 ? 0 : features / (double) of;
    }
}

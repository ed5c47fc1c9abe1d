package org.gapwise.data.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.clinical.ClinicalFeatures;

/** Says whether a schema asks for nothing but what FHIR tells, in the units and words in which it comes. */
public final class FhirSchema {

    private static final String FIX =
            "Train on a cohort of `gapwise import fhir`, or send the features by their names.";
    /** What gender may be beside the levels of the table. */
    private static final String OTHER = "other";

    private static final Map<String, Feature> TOLD = told();

    private FhirSchema() {}

    private static Map<String, Feature> told() {
        Map<String, Feature> told = new LinkedHashMap<>();
        CaseSheet.PERSON.forEach(feature -> told.put(feature.name(), feature));
        for (ClinicalFeatures.Kind kind : ClinicalFeatures.Kind.values()) {
            for (Numeric feature : ClinicalFeatures.of(kind)) {
                String hours = FhirCase.hoursOf(feature.name());
                told.put(feature.name(), feature);
                told.put(hours, new Numeric(hours, hours, "h", Optional.empty()));
            }
        }
        return told;
    }

    /** A problem for each feature that FHIR does not tell, or not so; none when a Bundle can be made a case of it. */
    public static List<Problem> faults(Schema schema) {
        List<Problem> faults = new ArrayList<>();
        for (Feature feature : schema.features()) {
            fault(feature, Optional.ofNullable(TOLD.get(feature.name())))
                    .ifPresent(what -> faults.add(new Problem(what, "feature \"" + feature.name() + "\"", FIX)));
        }
        return faults;
    }

    private static Optional<String> fault(Feature feature, Optional<Feature> told) {
        if (feature instanceof Numeric numeric && told.orElse(null) instanceof Numeric known) {
            return numeric.unit().equals(known.unit())
                    ? Optional.empty()
                    : Optional.of("the model takes it in \"" + numeric.unit() + "\", and from FHIR it comes in \""
                            + known.unit() + "\".");
        }
        if (feature instanceof Categorical categorical && told.orElse(null) instanceof Categorical known) {
            Set<String> strange = new HashSet<>(categorical.levels());
            strange.removeAll(known.levels());
            strange.remove(OTHER);
            return strange.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the model knows it by other levels than " + String.join(", ", known.levels()) + ".");
        }
        return Optional.of("the model takes a feature that is not read from FHIR.");
    }
}

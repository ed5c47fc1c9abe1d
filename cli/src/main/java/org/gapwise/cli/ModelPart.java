package org.gapwise.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.train.Parts;

/** Which cases of a table are meant: those of a part of the model's training, or all. */
record ModelPart(String word) {

    /** Empty for all cases. */
    Optional<Part> part() {
        if (word.equals("all")) {
            return Optional.empty();
        }
        for (Part one : Part.values()) {
            if (one.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(one);
            }
        }
        throw new ConfigException("there is no part \"" + word + "\".", "--part", "Give test, valid, train or all.");
    }

    /** The cases, at least one. */
    Cohort of(Bundle bundle, Cohort whole, Path schema) {
        Cohort cohort = part().map(p -> Parts.read(bundle).of(whole, p)).orElse(whole);
        if (cohort.size() == 0) {
            throw new DataException(
                    "no case of this table was in the model's " + word + " part.",
                    schema.toString(),
                    "Give the schema that the model was trained with, or --part all for other data.");
        }
        return cohort;
    }
}

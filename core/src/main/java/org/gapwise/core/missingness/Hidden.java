package org.gapwise.core.missingness;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.schema.Schema;

/** What nobody sees and a loss depends on. */
public sealed interface Hidden {

    /** Why a loss of this grain cannot depend on it. */
    Optional<String> obstacle(Schema schema, Grain grain);

    /** One number a case; for this package. */
    double[] driver(Evidence evidence, List<String> inside);

    /** The value that is lost: a cell's own, or a random mixture of the values in a table that is lost whole. */
    record Itself() implements Hidden {

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            if (grain instanceof Grain.Columns) {
                return Optional.of("a column that is gone for all cases cannot depend on its own values");
            }
            boolean pictures = grain.modalities().stream().anyMatch(name -> schema.images().stream()
                    .anyMatch(i -> i.name().equals(name)));
            return pictures ? Optional.of("a picture has no value to depend on; use a label") : Optional.empty();
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside) {
            return inside.size() == 1 ? evidence.feature(inside.get(0)) : evidence.mixture(inside);
        }
    }

    /** One feature among those that are lost. */
    record Value(String feature) implements Hidden {

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            return grain.features(schema).contains(feature)
                    ? Optional.empty()
                    : Optional.of("\"" + feature + "\" is not among what is lost");
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside) {
            return evidence.feature(feature);
        }
    }

    /** Whether a target is positive; average where it is uncertain or nobody annotated it. */
    record Outcome(String target) implements Hidden {

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            return schema.targetNames().contains(target)
                    ? Optional.empty()
                    : Optional.of("there is no target \"" + target + "\"");
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside) {
            return evidence.target(target);
        }
    }

    /** The number of positive targets; average where nobody annotated any. */
    record Positives() implements Hidden {

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            return Optional.empty();
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside) {
            return evidence.positives();
        }
    }
}

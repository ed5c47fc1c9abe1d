package org.gapwise.evaluate;

import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.missingness.Removal;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/**
 * Somebody who takes part in a stress test.
 *
 * @param name as readers see it
 * @param sees modalities it is given; the others are taken from every case first
 * @param role how a report draws it
 */
public record Contender(String name, Predictor predictor, List<String> sees, Role role) {

    /** How a report draws a contender. */
    public enum Role {
        /** A method under test. */
        METHOD,
        /** What a method should not fall below, e.g. a model of one modality. */
        REFERENCE,
        /** The best that any method could do, e.g. the Bayes optimum of a simulation. */
        OPTIMUM
    }

    public Contender {
        sees = List.copyOf(sees);
    }

    /** A method that is given everything there is. */
    public static Contender method(String name, Predictor predictor) {
        return new Contender(name, predictor, all(predictor), Role.METHOD);
    }

    /** A reference that is given some modalities only. */
    public static Contender reference(String name, Predictor predictor, List<String> sees) {
        return new Contender(name, predictor, sees, Role.REFERENCE);
    }

    /** The known optimum, given everything there is. */
    public static Contender optimum(String name, Predictor predictor) {
        return new Contender(name, predictor, all(predictor), Role.OPTIMUM);
    }

    /** The case as this contender may see it. */
    Case seen(Schema schema, Case whole) {
        return Removal.allBut(sees, schema, whole);
    }

    private static List<String> all(Predictor predictor) {
        return predictor.schema().modalityNames();
    }
}

package org.gapwise.core.predict;

import java.io.Closeable;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Schema;

/**
 * Answers for any subset of the evidence. Thread-safe; a case gets the same answer alone and in a batch.
 */
public interface Predictor extends Closeable {

    Schema schema();

    /** One prediction a case, in the order of the cases. */
    List<Prediction> predict(List<Case> cases);

    default Prediction predict(Case one) {
        return predict(List.of(one)).get(0);
    }

    @Override
    default void close() {}
}

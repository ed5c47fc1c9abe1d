package org.gapwise.study;

import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;

/** A way to learn from cases with gaps and to answer about cases with gaps. */
public interface Method {

    /** Who it is, on cohorts of this schema. */
    Entrant entrant(Schema schema);

    /**
     * Learns from one fold at one training level. The predictor answers for any subset of the evidence; closing it
     * frees all that it is made of.
     */
    Predictor learn(Lesson lesson);

    /** Asks the lesson's shelf for the networks that learning would need, and does nothing else that takes time. */
    default void rehearse(Lesson lesson) {
        learn(lesson).close();
    }
}

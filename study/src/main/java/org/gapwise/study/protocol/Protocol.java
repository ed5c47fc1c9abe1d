package org.gapwise.study.protocol;

import java.util.List;
import org.gapwise.core.schema.Schema;

/** Which gaps a study makes, in training and at prediction. */
public sealed interface Protocol permits PaperProtocol, MechanismsProtocol {

    /** {@code paper} or {@code mechanisms}. */
    String id();

    /** The ways of taking evidence away from a cohort of this schema. */
    List<Trial> trials(Schema schema);
}

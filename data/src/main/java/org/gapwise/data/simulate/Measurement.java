package org.gapwise.data.simulate;

import java.util.SplittableRandom;
import org.gapwise.core.schema.Feature;

/** A column of the table whose distribution given the state is known. */
sealed interface Measurement permits Quantity, Level, Triage {

    String name();

    /** Whether later studies of a patient repeat the first one's value, as they do for age or history. */
    boolean lasting();

    /** How the schema declares it. */
    Feature feature();

    /** A value as the table can write it: rounded; for a category the number of its level. */
    double draw(int state, SplittableRandom random);

    /** What a value says about the state. */
    void explain(double value, Belief belief);

    /** The cell of the table. */
    String write(double value);
}

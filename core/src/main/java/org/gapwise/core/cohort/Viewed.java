package org.gapwise.core.cohort;

import java.util.function.IntFunction;
import org.gapwise.core.schema.Schema;

/** A cohort made of another's cases, each looked at when it is asked for. */
record Viewed(Schema schema, int size, IntFunction<Case> view, Runnable closing) implements Cohort {

    @Override
    public Case get(int index) {
        return view.apply(index);
    }

    @Override
    public void close() {
        closing.run();
    }
}

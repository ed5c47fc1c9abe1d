package org.gapwise.evaluate;

import java.util.function.UnaryOperator;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Schema;

/** A cohort each of whose cases is looked at through a function. */
record Viewed(Cohort whole, UnaryOperator<Case> view) implements Cohort {

    @Override
    public Schema schema() {
        return whole.schema();
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public Case get(int index) {
        return view.apply(whole.get(index));
    }
}

package org.gapwise.study.impute;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Schema;

/** The cases of a cohort, changed once and kept. */
record Copied(Cohort whole, Schema schema, List<Case> cases) implements Cohort {

    Copied {
        cases = List.copyOf(cases);
    }

    static Copied of(Cohort whole, Schema schema, UnaryOperator<Case> change) {
        return new Copied(whole, schema, whole.cases().stream().map(change).toList());
    }

    @Override
    public int size() {
        return cases.size();
    }

    @Override
    public Case get(int index) {
        return cases.get(index);
    }

    @Override
    public void close() {
        whole.close();
    }
}

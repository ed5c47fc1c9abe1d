package org.gapwise.core.cohort;

import java.util.List;
import org.gapwise.core.schema.Schema;

/** Cases held in memory: for programs that make their own, and for tests. */
public record MemoryCohort(Schema schema, List<Case> cases) implements Cohort {

    public MemoryCohort {
        cases = List.copyOf(cases);
    }

    @Override
    public int size() {
        return cases.size();
    }

    @Override
    public Case get(int index) {
        return cases.get(index);
    }
}

package org.gapwise.core.cohort;

import java.io.Closeable;
import java.util.AbstractList;
import java.util.List;
import org.gapwise.core.schema.Schema;

/** An ordered, repeatable set of cases. Pictures are read only when asked for. Safe to read from several threads. */
public interface Cohort extends Closeable {

    Schema schema();

    int size();

    /** The case at a position, from 0; the same case each time. */
    Case get(int index);

    /** Frees what the cohort holds; views made from it die with it. */
    @Override
    default void close() {}

    /** All cases as a list that reads through. */
    default List<Case> cases() {
        Cohort cohort = this;
        return new AbstractList<>() {
            @Override
            public Case get(int index) {
                return cohort.get(index);
            }

            @Override
            public int size() {
                return cohort.size();
            }
        };
    }

    /** The cases at these positions, in this order. */
    default Cohort select(List<Integer> indices) {
        List<Integer> chosen = List.copyOf(indices);
        Cohort cohort = this;
        return new Cohort() {
            @Override
            public Schema schema() {
                return cohort.schema();
            }

            @Override
            public int size() {
                return chosen.size();
            }

            @Override
            public Case get(int index) {
                return cohort.get(chosen.get(index));
            }
        };
    }

    /** The same cases with less known about them. */
    default Cohort through(Lens lens) {
        return lens.over(this);
    }
}

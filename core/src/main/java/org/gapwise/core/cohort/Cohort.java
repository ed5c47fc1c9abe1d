package org.gapwise.core.cohort;

import java.io.Closeable;
import java.util.AbstractList;
import java.util.List;
import java.util.function.UnaryOperator;
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
        return new Viewed(schema(), chosen.size(), i -> get(chosen.get(i)), () -> {});
    }

    /** Each case looked at through a function when it is asked for; closing the view closes this cohort. */
    default Cohort each(UnaryOperator<Case> view) {
        return new Viewed(schema(), size(), i -> view.apply(get(i)), this::close);
    }

    /** The same cases with less known about them. */
    default Cohort through(Lens lens) {
        return lens.over(this);
    }
}

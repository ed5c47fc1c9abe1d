package org.gapwise.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.gapwise.data.table.Table;

/** Rows out of tables of a few rows, of which one at a time is held. */
final class Rows {

    private Rows() {}

    static <T> Iterator<T> each(Iterator<Table> tables, Function<Table, List<T>> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(tables, Spliterator.ORDERED), false)
                .flatMap(table -> rows.apply(table).stream())
                .iterator();
    }
}

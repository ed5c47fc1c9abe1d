package org.gapwise.spark;

import java.io.Serializable;
import java.util.Iterator;
import org.gapwise.data.table.Table;

/** What is done with rows, a few at a time. */
@FunctionalInterface
interface TableWork<T> extends Serializable {

    /** @param tables the rows of a task; a {@code DataException} of theirs stands for some rows, and more may follow */
    Iterator<T> on(Iterator<Table> tables);
}

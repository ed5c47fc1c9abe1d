package org.gapwise.study.tree;

import java.util.List;
import org.gapwise.core.cohort.Case;

/** What trees see of cases: numbers side by side, some of them absent. */
sealed interface Columns extends AutoCloseable permits TableColumns, PictureColumns {

    int count();

    /** Writes the cases' numbers into the grid, from this column on. */
    void write(List<Case> cases, Grid grid, int from);

    @Override
    default void close() {}

    /** Several kinds side by side. */
    static Grid grid(List<Columns> parts, List<Case> cases) {
        Grid grid =
                Grid.empty(cases.size(), parts.stream().mapToInt(Columns::count).sum());
        int from = 0;
        for (Columns part : parts) {
            part.write(cases, grid, from);
            from += part.count();
        }
        return grid;
    }
}

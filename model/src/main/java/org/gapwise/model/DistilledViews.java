package org.gapwise.model;

import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Pass;

/**
 * The views of self-distillation: those of {@link Views}, and a last one in which cases have every modality and fewer
 * features of their tables. Some rows of the views that lose a modality have fewer features, too.
 */
public final class DistilledViews {

    /** The chance that a row of a view with fewer modalities has fewer features as well. */
    private static final double ALSO = 0.3;

    private DistilledViews() {}

    /**
     * @param found by modality and case: whether it is there
     * @param tables by modality: whether it is a table
     */
    public static Views of(boolean[][] found, boolean[] tables) {
        boolean[] any = new boolean[found[0].length];
        for (int m = 0; m < found.length; m++) {
            for (int i = 0; tables[m] && i < any.length; i++) {
                any[i] |= found[m][i];
            }
        }
        return Views.and(found, any);
    }

    /**
     * @param table {@code [B, F]}, by case
     * @return {@code [R, F]}: what the views' rows have of it
     */
    public static TableBatch table(Views views, TableBatch table, Pass byRow) {
        int last = views.kept().size() - 1;
        double[] chances = new double[views.of().length];
        for (int row = 0; row < chances.length; row++) {
            long view = views.of()[row];
            chances[row] = view == 0 ? 0 : view == last ? 1 : ALSO;
        }
        TableBatch rows = new TableBatch(views.rows(table.values()), views.rows(table.present()));
        return FewerFeatures.of(rows, chances, byRow);
    }
}

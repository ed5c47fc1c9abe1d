package org.gapwise.model;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * How features go missing in views in training: one view more has every modality and fewer features of its tables, and in
 * the views that lose a modality some rows have fewer features, too. Of a row that loses some each goes with the same
 * chance, which is drawn for the row; one always stays.
 *
 * @param chance that a row of a view with fewer modalities loses some; 0 for no loss of features anywhere
 * @param most the largest chance of a feature to go
 */
public record FewerFeatures(double chance, double most) {

    static final FewerFeatures NONE = new FewerFeatures(0, 0);

    boolean any() {
        return chance > 0 && most > 0;
    }

    /**
     * @param found by modality and case: whether it is there
     * @param several by case: whether a table has more than one feature, so that it can lose some
     */
    public Views views(boolean[][] found, boolean[] several) {
        return any() ? Views.and(found, several) : Views.of(found);
    }

    /**
     * @param table {@code [B, F]}, by case
     * @return {@code [R, F]}: what the views' rows have of it, nothing where the view has lost the modality
     */
    public TableBatch table(Views views, int modality, TableBatch table, Pass byRow) {
        int last = views.kept().size() - 1;
        int rows = views.of().length;
        int features = (int) table.present().size(1);
        double[] chances = new double[rows];
        boolean[] there = table.present().toBooleans();
        boolean[] present = new boolean[rows * features];
        for (int row = 0; row < rows; row++) {
            int view = (int) views.of()[row];
            chances[row] = view == 0 || !any() ? 0 : view == last ? 1 : chance;
            if (views.kept().get(view).contains(modality)) {
                System.arraycopy(there, (int) views.cases()[row] * features, present, row * features, features);
            }
        }
        lose(present, chances, byRow);
        return new TableBatch(views.rows(table.values()), Tensor.of(present, rows, features));
    }

    /**
     * Takes features from rows, in training.
     *
     * @param present {@code [R, F]}
     * @param chances by row: that it loses some
     */
    void lose(boolean[] present, double[] chances, Pass pass) {
        if (!pass.isTraining() || !any()) {
            return;
        }
        int features = present.length / chances.length;
        List<SplittableRandom> sources = pass.random(chances.length);
        for (int row = 0; row < chances.length; row++) {
            SplittableRandom random = sources.get(row);
            if (random.nextDouble() < chances[row]) {
                lose(present, row * features, (row + 1) * features, random);
            }
        }
    }

    private void lose(boolean[] present, int from, int to, SplittableRandom random) {
        double lost = most * random.nextDouble();
        double highest = -1;
        int stays = -1;
        for (int f = from; f < to; f++) {
            if (present[f]) {
                double drawn = random.nextDouble();
                present[f] = drawn >= lost;
                stays = drawn > highest ? f : stays;
                highest = Math.max(highest, drawn);
            }
        }
        if (stays >= 0) {
            present[stays] = true;
        }
    }
}

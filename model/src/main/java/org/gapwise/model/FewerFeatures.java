package org.gapwise.model;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * Takes features away from rows of a table in training. Of a row that loses some each goes with the same chance, which is
 * drawn for the row; one always stays.
 */
final class FewerFeatures {

    /** The largest chance of a feature to go. */
    private static final double MOST = 0.7;

    private FewerFeatures() {}

    /**
     * @param table {@code [R, F]}
     * @param chances by row: that it loses some
     * @return {@code [R, F]}; outside training the same
     */
    static TableBatch of(TableBatch table, double[] chances, Pass pass) {
        if (!pass.isTraining()) {
            return table;
        }
        boolean[] present = table.present().toBooleans();
        int features = present.length / chances.length;
        List<SplittableRandom> sources = pass.random(chances.length);
        for (int row = 0; row < chances.length; row++) {
            SplittableRandom random = sources.get(row);
            if (random.nextDouble() < chances[row]) {
                lose(present, row * features, (row + 1) * features, random);
            }
        }
        Tensor left = Tensor.of(present, chances.length, features);
        return new TableBatch(table.values().maskedFill(left.not(), 0), left);
    }

    private static void lose(boolean[] present, int from, int to, SplittableRandom random) {
        double chance = MOST * random.nextDouble();
        double highest = -1;
        int stays = -1;
        for (int f = from; f < to; f++) {
            if (present[f]) {
                double drawn = random.nextDouble();
                present[f] = drawn >= chance;
                stays = drawn > highest ? f : stays;
                highest = Math.max(highest, drawn);
            }
        }
        if (stays >= 0) {
            present[stays] = true;
        }
    }
}

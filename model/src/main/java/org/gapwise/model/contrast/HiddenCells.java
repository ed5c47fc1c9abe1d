package org.gapwise.model.contrast;

import java.util.SplittableRandom;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.nn.Tensor;

/**
 * A table of which some cells were taken away, to be guessed from the others.
 *
 * @param shown what is left; a hidden cell is absent there like any other
 * @param hidden {@code [B, F]}, boolean
 */
public record HiddenCells(TableBatch shown, Tensor hidden) {

    /** Of what is present in a row; TIP's share. */
    private static final double SHARE = 0.5;

    /** Hides half of what is present in each row, and never all of it. */
    public static HiddenCells of(TableBatch table, SplittableRandom random) {
        boolean[] present = table.present().toBooleans();
        boolean[] hidden = new boolean[present.length];
        long[] shape = table.present().shape();
        int features = (int) shape[1];
        for (int from = 0; from < present.length; from += features) {
            draw(present, hidden, new int[] {from, from + features}, random);
        }
        Tensor mask = Tensor.of(hidden, shape);
        Tensor left = table.present().and(mask.not());
        return new HiddenCells(new TableBatch(table.values().where(left, Tensor.zeros(1)), left), mask);
    }

    /** Goes through the present cells of a row; each is as likely to be hidden as every other. */
    private static void draw(boolean[] present, boolean[] hidden, int[] row, SplittableRandom random) {
        int left = 0;
        for (int i = row[0]; i < row[1]; i++) {
            left += present[i] ? 1 : 0;
        }
        int wanted = Math.min((int) Math.round(SHARE * left), left - 1);
        for (int i = row[0]; i < row[1] && wanted > 0; i++) {
            if (present[i]) {
                hidden[i] = random.nextInt(left--) < wanted;
                wanted -= hidden[i] ? 1 : 0;
            }
        }
    }
}

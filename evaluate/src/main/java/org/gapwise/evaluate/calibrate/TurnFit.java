package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gapwise.core.calibrate.KnownPictures;
import org.gapwise.core.calibrate.Turn;
import org.gapwise.core.calibrate.Turns;

/**
 * Learns which turns pictures tell apart. A turn is told when {@link #MOST} of the pictures, so turned, would be called just
 * that; of those that are not, the worst is given up and the limit learned again, since the fewer turns are looked for, the
 * less is a chance fit. Where one mirroring is not told, each of them looks like some turn without a mirror, so that all are
 * given up.
 */
final class TurnFit {

    /** Fewer pictures have no such quantile, and their own layout fits them too well. */
    static final int FEWEST = 200;

    private static final double MOST = 0.8;

    private TurnFit() {}

    /**
     * @param known with its limit of the layout
     * @param all traits of the pictures
     */
    static Turns of(KnownPictures known, List<double[]> all) {
        List<Turn> told = new ArrayList<>(all.size() < FEWEST ? List.of() : List.of(Turn.values()));
        while (!told.isEmpty()) {
            KnownPictures looking = known.with(new Turns(told, 0));
            Turns turns = new Turns(told, Math.max(0, PictureFit.limit(all, looking::gain)));
            KnownPictures tried = known.with(turns);
            Turn worst = told.stream()
                    .min(Comparator.<Turn>comparingDouble(turn -> seen(tried, turn, all))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElseThrow();
            if (seen(tried, worst, all) >= MOST) {
                return turns;
            }
            told.removeIf(turn -> turn == worst || turn.mirrors() && worst.mirrors());
        }
        return Turns.NONE;
    }

    /** Share of pictures that, so turned, are called so. */
    private static double seen(KnownPictures known, Turn turn, List<double[]> all) {
        return all.stream()
                        .filter(traits -> known.turned(turn.done(traits))
                                .filter(turn::equals)
                                .isPresent())
                        .count()
                / (double) all.size();
    }
}

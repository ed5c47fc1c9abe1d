package org.gapwise.data.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures whose dark is bright and whose bright is dark, told by the company they are in: where pictures share a
 * layout, as radiographs do, an inverted one is as unlike the typical picture as the others are like it.
 */
public final class Inversion {

    /** Fewer pictures have no typical one. */
    static final int ENOUGH = 20;

    private static final int ROUNDS = 4;
    /** Likeness to the typical picture that 19 of 20 upright pictures must reach, or there is no common layout. */
    private static final double SHARED = 0.15;

    private static final double OPPOSITE = -0.35;

    private Inversion() {}

    /** Positions of pictures that seem to be inverted; none when the pictures have no layout in common. */
    public static List<Integer> of(List<Fingerprint> prints) {
        List<double[]> units = prints.stream().map(Fingerprint::unit).toList();
        if (units.stream().filter(unit -> unit.length > 0).count() < ENOUGH) {
            return List.of();
        }
        double[] likeness = likeness(units);
        double[] upright = Arrays.stream(likeness)
                .filter(x -> x > OPPOSITE && x != 0)
                .sorted()
                .toArray();
        if (upright.length == 0 || upright[upright.length / 20] < SHARED) {
            return List.of();
        }
        List<Integer> inverted = new ArrayList<>();
        for (int i = 0; i < likeness.length; i++) {
            if (likeness[i] <= OPPOSITE) {
                inverted.add(i);
            }
        }
        return inverted;
    }

    /** Correlation of each picture with the typical one; 0 for a blank picture. */
    static double[] likeness(List<double[]> units) {
        double[] likeness = new double[units.size()];
        Arrays.fill(likeness, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] typical = new double[Fingerprint.SIDE * Fingerprint.SIDE];
            for (int i = 0; i < units.size(); i++) {
                double[] unit = units.get(i);
                for (int k = 0; k < unit.length; k++) {
                    typical[k] += Math.signum(likeness[i]) * unit[k];
                }
            }
            double length = Math.sqrt(Fingerprint.dot(typical, typical));
            for (int i = 0; i < units.size(); i++) {
                double[] unit = units.get(i);
                likeness[i] = unit.length == 0 || length == 0 ? 0 : Fingerprint.dot(unit, typical) / length;
            }
            double turned = Arrays.stream(likeness).filter(x -> x < 0).count() > units.size() / 2.0 ? -1 : 1;
            for (int i = 0; i < likeness.length; i++) {
                likeness[i] *= turned;
            }
        }
        return likeness;
    }
}

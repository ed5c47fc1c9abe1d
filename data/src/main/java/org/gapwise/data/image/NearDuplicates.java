package org.gapwise.data.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs of pictures that show the same. Hashes are cut into bands of mixed frequencies, and only pictures that share a
 * band are compared: two hashes that differ in fewer bits than there are bands always do, two that differ in {@link
 * #CLOSE} bits in 98 of 100 cases. Radiographs of different people are alike as well, so the thumbnails have to agree
 * in what they do not share with all others.
 */
public final class NearDuplicates {

    /** Most differing bits of two hashes of the same picture. */
    static final int CLOSE = 24;

    private static final int BANDS = 16;
    private static final int BAND_BITS = Fingerprint.BITS / BANDS;
    /**
     * Least correlation of two thumbnails, and of what is left when the typical picture is taken out of them. Among
     * 4,500,000 pairs of simulated radiographs no two correlated more than 0.998 and, besides the typical, 0.94; copies that
     * were scaled, brightened, blurred, made noisy or compressed did at least 0.9986 and 0.958.
     */
    private static final double ALIKE = 0.998;

    private static final double ALIKE_BESIDES = 0.94;
    private static final int FEW = 20;

    /**
     * Two pictures by their position.
     *
     * @param same whether their pixels are equal
     */
    public record Pair(int first, int second, boolean same) {}

    /** Whether two positions are worth comparing, e.g. because they belong to different patients. */
    @FunctionalInterface
    public interface Question {
        boolean matters(int first, int second);
    }

    private final List<Fingerprint> prints;
    private final double[] typical;

    private NearDuplicates(List<Fingerprint> prints) {
        this.prints = prints;
        this.typical = typical(prints);
    }

    /** All pairs that matter, in rising order of the second position; blank pictures are like no other. */
    public static List<Pair> of(List<Fingerprint> prints, Question question) {
        return new NearDuplicates(prints).pairs(question);
    }

    private List<Pair> pairs(Question question) {
        Map<Integer, List<Integer>> shelves = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < prints.size(); i++) {
            Fingerprint print = prints.get(i);
            if (print.isBlank()) {
                continue;
            }
            Set<Integer> known = new HashSet<>();
            for (int band = 0; band < BANDS; band++) {
                List<Integer> shelf =
                        shelves.computeIfAbsent(band << BAND_BITS | bits(print, band), key -> new ArrayList<>());
                known.addAll(shelf);
                shelf.add(i);
            }
            int second = i;
            known.stream()
                    .sorted()
                    .filter(first -> question.matters(first, second))
                    .filter(first -> alike(prints.get(first), print))
                    .forEach(first ->
                            pairs.add(new Pair(first, second, prints.get(first).checksum() == print.checksum())));
        }
        return pairs;
    }

    private boolean alike(Fingerprint one, Fingerprint other) {
        if (one.distance(other) > CLOSE) {
            return false;
        }
        double[] a = one.unit();
        double[] b = other.unit();
        if (Fingerprint.dot(a, b) < ALIKE) {
            return false;
        }
        double[] besidesA = besides(a);
        double[] besidesB = besides(b);
        double lengths = Math.sqrt(Fingerprint.dot(besidesA, besidesA) * Fingerprint.dot(besidesB, besidesB));
        return lengths == 0 || Fingerprint.dot(besidesA, besidesB) / lengths >= ALIKE_BESIDES;
    }

    /** What a picture shows besides the typical one. */
    private double[] besides(double[] unit) {
        double shared = Fingerprint.dot(unit, typical);
        double[] rest = new double[unit.length];
        for (int k = 0; k < rest.length; k++) {
            rest[k] = unit[k] - shared * typical[k];
        }
        return rest;
    }

    /** Of length 1; all 0 when a few pictures make no typical one. */
    private static double[] typical(List<Fingerprint> prints) {
        double[] sum = new double[Fingerprint.SIDE * Fingerprint.SIDE];
        if (prints.size() < FEW) {
            return sum;
        }
        for (Fingerprint print : prints) {
            double[] unit = print.unit();
            for (int k = 0; k < unit.length; k++) {
                sum[k] += unit[k];
            }
        }
        double length = Math.sqrt(Fingerprint.dot(sum, sum));
        for (int k = 0; k < sum.length && length > 0; k++) {
            sum[k] /= length;
        }
        return sum;
    }

    /** One band of a hash, spread over all frequencies. */
    private static int bits(Fingerprint print, int band) {
        int bits = 0;
        for (int k = 0; k < BAND_BITS; k++) {
            int at = k * BANDS + (band + k) % BANDS;
            bits |= (int) (print.hash()[at / Long.SIZE] >>> at % Long.SIZE & 1) << k;
        }
        return bits;
    }
}

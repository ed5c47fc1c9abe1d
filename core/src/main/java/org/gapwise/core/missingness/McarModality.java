package org.gapwise.core.missingness;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;

/**
 * A whole modality missing completely at random: floor(rate x N) cases lose it. For one seed the cases taken at a rate
 * are among those taken at any higher rate, whatever the order of the cohort.
 *
 * @param rate in [0, 1]
 */
public record McarModality(String modality, double rate, long seed) implements Missingness {

    public McarModality {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is " + rate + ", must be between 0 and 1");
        }
    }

    @Override
    public Cohort over(Cohort cohort) {
        Modality lost = cohort.schema().modality(modality);
        Set<Integer> taken = new HashSet<>(taken(cohort));
        return new Cohort() {
            @Override
            public Schema schema() {
                return cohort.schema();
            }

            @Override
            public int size() {
                return cohort.size();
            }

            @Override
            public Case get(int index) {
                Case whole = cohort.get(index);
                return taken.contains(index) ? Removal.of(lost, whole) : whole;
            }
        };
    }

    /** Positions of the cases that lose the modality. */
    public List<Integer> taken(Cohort cohort) {
        int count = (int) Math.floor(rate * cohort.size() + 1e-9);
        record Draw(int index, long key, String id) {}
        return IntStream.range(0, cohort.size())
                .mapToObj(
                        i -> new Draw(i, key(cohort.get(i).id()), cohort.get(i).id()))
                .sorted(Comparator.comparingLong(Draw::key).thenComparing(Draw::id))
                .limit(count)
                .map(Draw::index)
                .toList();
    }

    private long key(String id) {
        return Seeds.mix(seed, "mcar/" + modality + "/" + id);
    }
}

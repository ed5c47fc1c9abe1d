package org.gapwise.core.missingness;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Lens;
import org.gapwise.core.schema.Schema;

/**
 * What is taken from whom at one level of missingness. It never adds anything, and natural gaps stay. A thing is called
 * {@code modality} (all of it) or {@code modality/feature} (one cell of a table). A mask knows every case it was made
 * for, also those it takes nothing from; it can be laid over any part of that cohort, in any order.
 */
public final class Mask implements Lens {

    private final Things things;
    private final Map<String, BitSet> taken;
    private final Map<String, Double> kept;

    Mask(Things things, Map<String, BitSet> taken, Map<String, Double> kept) {
        this.things = things;
        this.taken = taken;
        this.kept = kept;
    }

    /** A mask that somebody else made: what is taken, by case. */
    public static Mask of(Schema schema, Map<String, Set<String>> takenByCase) {
        return of(schema, takenByCase, Map.of());
    }

    /** The same, with what is known of {@link #kept}. */
    public static Mask of(Schema schema, Map<String, Set<String>> takenByCase, Map<String, Double> keptByCase) {
        Things things = new Things(schema);
        Map<String, BitSet> taken = new LinkedHashMap<>();
        takenByCase.forEach((id, names) -> {
            BitSet some = new BitSet();
            names.forEach(name -> some.set(things.place(name)));
            taken.put(id, some);
        });
        keptByCase.forEach((id, kept) -> {
            if (!taken.containsKey(id) || !(kept >= 0 && kept <= 1)) {
                throw new IllegalArgumentException("kept is a probability of a case of the mask");
            }
        });
        return new Mask(things, taken, new LinkedHashMap<>(keptByCase));
    }

    /** Names of all that a mask can take, in the schema's order. */
    public static List<String> things(Schema schema) {
        return List.copyOf(new Things(schema).names());
    }

    /** Ids of the cases it was made for. */
    public Set<String> cases() {
        return Collections.unmodifiableSet(taken.keySet());
    }

    /**
     * What is taken from a case, in the schema's order, whether or not the case had it. Under two masks that take the
     * same a case looks the same.
     */
    public Set<String> taken(String caseId) {
        return things.named(lost(caseId));
    }

    /**
     * The probability with which the mechanism takes nothing from a case at this level; 0 where it takes something from
     * every case. Its inverse weighs an untouched case as in inverse-probability weighting (e.g. ICYM2I, arXiv
     * 2505.16953). Absent for whole columns and for masks made elsewhere.
     */
    public OptionalDouble kept(String caseId) {
        Double probability = kept.get(caseId);
        return probability == null ? OptionalDouble.empty() : OptionalDouble.of(probability);
    }

    @Override
    public Cohort over(Cohort cohort) {
        return cohort.each(this::left);
    }

    private Case left(Case whole) {
        BitSet lost = lost(whole.id());
        return lost.isEmpty() ? whole : Removal.of(things.held(lost), whole);
    }

    private BitSet lost(String caseId) {
        BitSet lost = taken.get(caseId);
        if (lost == null) {
            throw new IllegalArgumentException("the mask was made for other cases");
        }
        return lost;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask
                && things.names().equals(mask.things.names())
                && taken.equals(mask.taken)
                && kept.equals(mask.kept);
    }

    @Override
    public int hashCode() {
        return 31 * taken.hashCode() + kept.hashCode();
    }
}

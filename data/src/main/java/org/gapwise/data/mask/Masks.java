package org.gapwise.data.mask;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.missingness.Mask;
import org.gapwise.core.schema.Schema;

/**
 * All masks of a study, by arm and rate, which go into one file and come out of it equal. The file is described in
 * docs/format/masks.md.
 *
 * @param arms by name, in order; of each the masks by rate, rising
 */
public record Masks(Map<String, NavigableMap<Double, Mask>> arms) {

    public Masks {
        Map<String, NavigableMap<Double, Mask>> copy = new LinkedHashMap<>();
        arms.forEach((arm, masks) -> {
            require(!arm.isBlank() && arm.strip().equals(arm), "an arm needs a name without space around it");
            require(!masks.isEmpty(), "an arm without a mask");
            masks.forEach((rate, mask) -> {
                require(rate >= 0 && rate <= 1, "rate is " + rate + ", must be between 0 and 1");
                require(!mask.cases().isEmpty(), "a mask of nobody");
            });
            copy.put(arm, Collections.unmodifiableNavigableMap(new TreeMap<>(masks)));
        });
        arms = Collections.unmodifiableMap(copy);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * One arm, with what {@code Missingness.draw} gave.
     *
     * @param rates of the masks, one each
     */
    public static Masks of(String arm, List<Double> rates, List<Mask> masks) {
        require(rates.size() == masks.size(), rates.size() + " rates for " + masks.size() + " masks");
        NavigableMap<Double, Mask> byRate = new TreeMap<>();
        for (int r = 0; r < rates.size(); r++) {
            require(byRate.put(rates.get(r), masks.get(r)) == null, "two masks at rate " + rates.get(r));
        }
        return new Masks(Map.of(arm, byRate));
    }

    /** These and other arms. */
    public Masks with(Masks others) {
        Map<String, NavigableMap<Double, Mask>> all = new LinkedHashMap<>(arms);
        others.arms.forEach(
                (arm, masks) -> require(all.put(arm, masks) == null, "two arms are called \"" + arm + "\""));
        return new Masks(all);
    }

    /** Writes all masks as one table, whole or not at all. */
    public void write(Path file) {
        MaskTable.write(file, this);
    }

    /** Reads what {@link #write} wrote, or somebody by hand; all faults of the file in one {@link DataException}. */
    public static Masks read(Path file, Schema schema) {
        return new MaskReading(file, schema).read();
    }

    /**
     * The masks of an arm at these rates, in this order.
     *
     * @param from where they came from, for the message
     * @throws DataException when there is none at a rate, or one does not know every case of the cohort
     */
    public List<Mask> forCohort(String arm, List<Double> rates, Cohort cohort, Path from) {
        Map<Double, Mask> masks = arms.getOrDefault(arm, Collections.emptyNavigableMap());
        List<String> ids = cohort.cases().stream().map(Case::id).toList();
        Problems problems = new Problems();
        for (double rate : rates) {
            Mask mask = masks.get(rate);
            String where = from + ", arm \"" + arm + "\", rate " + rate;
            if (mask == null) {
                problems.add("there is no such mask.", where, "Add it, or ask for the arms and rates of the file.");
                continue;
            }
            Set<String> known = mask.cases();
            long unknown = ids.stream().filter(id -> !known.contains(id)).count();
            if (unknown > 0) {
                problems.add(
                        unknown + " of " + ids.size() + " cases are not in it.",
                        where,
                        "Use the table the masks were made for; a case that loses nothing has a row too.");
            }
        }
        problems.throwIfAny(DataException::new);
        return rates.stream().map(masks::get).toList();
    }
}

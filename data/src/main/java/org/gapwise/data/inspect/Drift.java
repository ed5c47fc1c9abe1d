package org.gapwise.data.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Target;
import org.gapwise.data.table.Division;

/**
 * How the other parts differ from the one for training.
 *
 * @param origin who says which case is in which part
 * @param cases by part
 * @param shifts the largest first
 */
public record Drift(String origin, Map<Part, Integer> cases, List<Shift> shifts) {

    public Drift {
        cases = Map.copyOf(cases);
        shifts = List.copyOf(shifts);
    }

    /** Empty when one of the parts that are compared would have no cases. */
    static Optional<Drift> of(Cohort cohort, Division division) {
        Map<Part, List<Case>> parts = new EnumMap<>(Part.class);
        Map<Part, Integer> sizes = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<Integer> rows = division.indices(part);
            sizes.put(part, rows.size());
            if (!rows.isEmpty()) {
                parts.put(part, List.copyOf(cohort.select(rows).cases()));
            }
        }
        List<Case> train = parts.remove(Part.TRAIN);
        if (train == null || parts.isEmpty()) {
            return Optional.empty();
        }
        List<Shift> shifts = new ArrayList<>();
        parts.forEach((part, cases) -> compare(cohort, new Pair(part, train, cases), shifts));
        shifts.sort(Comparator.comparingDouble((Shift s) -> -s.distance()));
        return Optional.of(new Drift(division.origin(), sizes, shifts));
    }

    /** The part for training and another one. */
    private record Pair(Part part, List<Case> train, List<Case> other) {}

    private static void compare(Cohort cohort, Pair pair, List<Shift> shifts) {
        for (Feature feature : cohort.schema().features()) {
            rate(new Question(feature.name(), "absent", one -> true, one -> !one.has(feature)), pair, shifts);
            if (feature instanceof Numeric) {
                numbers(feature.name(), pair, shifts);
            } else {
                levels((Categorical) feature, pair, shifts);
            }
        }
        for (Modality modality : cohort.schema().images()) {
            rate(new Question(modality.name(), "absent", one -> true, one -> !one.has(modality)), pair, shifts);
        }
        for (Target target : cohort.schema().targets()) {
            String name = target.name();
            Predicate<Case> positive = one -> one.labels().get(name) == Label.POSITIVE;
            rate(new Question(name, "positive", one -> sure(one, name), positive), pair, shifts);
        }
    }

    private static boolean sure(Case one, String target) {
        Label label = one.labels().get(target);
        return label == Label.POSITIVE || label == Label.NEGATIVE;
    }

    private static void numbers(String name, Pair pair, List<Shift> shifts) {
        Sample train = Sample.of(pair.train, name);
        Sample other = Sample.of(pair.other, name);
        if (train.values().length > 0 && other.values().length > 0) {
            double distance = train.distance(other);
            shifts.add(new Shift(name, pair.part, "values", distance, train.p(other, distance)));
        }
    }

    /** The level whose share differs most. */
    private static void levels(Categorical feature, Pair pair, List<Shift> shifts) {
        List<String> all = new ArrayList<>(feature.levels());
        all.add(Categorical.OTHER);
        List<Shift> each = new ArrayList<>();
        for (String level : all.stream().distinct().toList()) {
            Predicate<Case> has = one -> level.equals(one.categories().get(feature.name()));
            rate(new Question(feature.name(), "\"" + level + "\"", one -> one.has(feature), has), pair, each);
        }
        each.stream()
                .max(Comparator.comparingDouble(Shift::distance))
                .ifPresent(most -> shifts.add(new Shift(
                        most.name(), most.part(), most.of(), most.distance(), Math.min(1, most.p() * all.size()))));
    }

    /** A question that some cases are asked and that some of them answer with yes. */
    private record Question(String name, String of, Predicate<Case> asked, Predicate<Case> yes) {}

    private static void rate(Question question, Pair pair, List<Shift> shifts) {
        Sample train = Sample.of(pair.train, question.asked, question.yes);
        Sample other = Sample.of(pair.other, question.asked, question.yes);
        if (train.values().length > 0 && other.values().length > 0) {
            double distance = Math.abs(train.mean() - other.mean());
            shifts.add(new Shift(question.name, pair.part, question.of, distance, train.pOfRates(other)));
        }
    }

    /** Shifts that are too large for chance, and large enough to matter. */
    public List<Shift> notable() {
        return shifts.stream().filter(shift -> shift.isNotable(shifts.size())).toList();
    }
}

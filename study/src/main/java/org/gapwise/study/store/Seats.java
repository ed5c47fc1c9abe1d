package org.gapwise.study.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Level;
import org.gapwise.study.protocol.Gaps;

/**
 * All views of the test cases of one fold, numbered. They are the same for every method and training level, so they are
 * looked for once.
 */
final class Seats {

    private final Map<Said.Place, Integer> numbers = new HashMap<>();
    private final List<Said.Place> places = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private final Map<Level, Row> rows = new HashMap<>();

    /** Where a view can be had: a case of a cohort that something was taken from. */
    private record Seat(Cohort left, int row) {}

    /**
     * The test cases at a level.
     *
     * @param blank who they are and what annotators said; nobody has answered yet
     * @param numbers [N] of their views
     */
    record Row(Scored blank, int[] numbers) {}

    Seats(Cohort cohort, Gaps gaps, List<Level> levels, int fold) {
        Cohort whole = gaps.test(fold);
        List<Integer> testRows = gaps.testRows(fold);
        List<String> targets = cohort.schema().targetNames();
        double[][] unsaid = new double[targets.size()][testRows.size()];
        for (Level level : levels) {
            Cohort left = gaps.mask(fold, level).map(whole::through).orElse(whole);
            int[] seen = new int[testRows.size()];
            for (int i = 0; i < seen.length; i++) {
                String view = Views.key(cohort.schema(), whole.get(i), left.get(i));
                seen[i] = number(new Said.Place(testRows.get(i), view), new Seat(left, i));
            }
            rows.put(level, new Row(Scored.of(left, targets, unsaid), seen));
        }
    }

    private int number(Said.Place place, Seat seat) {
        Integer taken = numbers.putIfAbsent(place, places.size());
        if (taken != null) {
            return taken;
        }
        places.add(place);
        seats.add(seat);
        return places.size() - 1;
    }

    /** How many views there are. */
    int size() {
        return places.size();
    }

    /** Whose view has a number, and which it is. */
    Said.Place place(int number) {
        return places.get(number);
    }

    /** A case as it is seen. */
    Case view(int number) {
        Seat seat = seats.get(number);
        return seat.left.get(seat.row);
    }

    /** The number of a view; empty where no level shows it. */
    Optional<Integer> number(Said.Place place) {
        return Optional.ofNullable(numbers.get(place));
    }

    /** Empty for a level that the study does not test. */
    Optional<Row> at(Level level) {
        return Optional.ofNullable(rows.get(level));
    }
}

package org.gapwise.data.audit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.data.table.Cell;

/**
 * When something was.
 *
 * @param dated whether it is a date, not a number from some start
 * @param wholeDay whether only the day is known
 * @param value seconds of a date, or the number
 */
record Moment(boolean dated, boolean wholeDay, double value) {

    private static final double DAY = 86_400;

    /** One column of times. */
    record Column(String name, List<Optional<Moment>> moments, BitSet unread) {

        static Column read(String name, List<String> cells) {
            List<Optional<Moment>> moments = new ArrayList<>();
            BitSet unread = new BitSet();
            for (int row = 0; row < cells.size(); row++) {
                Optional<Moment> moment = Moment.of(cells.get(row));
                unread.set(row, moment.isEmpty() && !isNothing(cells.get(row)));
                moments.add(moment);
            }
            return new Column(name, moments, unread);
        }

        /** Whether this column's time is after the other's in a row; empty when that cannot be said. */
        Optional<Boolean> isAfter(Column other, int row) {
            Optional<Moment> reference = other.moments.get(row);
            return moments.get(row)
                    .filter(one -> reference.isPresent() && one.dated == reference.get().dated)
                    .map(one -> one.isAfter(reference.orElseThrow()));
        }

        private static boolean isNothing(String cell) {
            return cell.isEmpty() || cell.equalsIgnoreCase("na") || cell.equalsIgnoreCase("null");
        }
    }

    static Optional<Moment> of(String cell) {
        OptionalDouble number = Cell.number(cell);
        if (number.isPresent()) {
            return Optional.of(new Moment(false, false, number.getAsDouble()));
        }
        try {
            if (cell.length() == 10) {
                return Optional.of(new Moment(true, true, LocalDate.parse(cell).toEpochDay() * DAY));
            }
            String text = cell.replace(' ', 'T').replaceFirst("(Z|[+-]\\d\\d:?\\d\\d)$", "");
            LocalDateTime time = LocalDateTime.parse(text);
            long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            return Optional.of(new Moment(true, false, millis / 1000.0));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Surely after: on another, later day when one of them is only a day. */
    boolean isAfter(Moment other) {
        return wholeDay || other.wholeDay
                ? Math.floor(value / DAY) > Math.floor(other.value / DAY)
                : value > other.value;
    }
}

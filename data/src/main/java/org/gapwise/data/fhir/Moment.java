package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as precise as it was written: a date without a clock is anything from its first moment to its end.
 *
 * @param from the earliest that it can have been
 * @param to the latest; the same when a clock was written
 * @param date the day on the clock of whoever wrote it, the first one when only a month or a year was written
 */
record Moment(Instant from, Instant to, LocalDate date) {

    private static final Pattern FORM = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
            + "(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9})[0-9]*)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?");
    private static final int LONGEST = 64;

    /** A dateTime, instant or date; empty when it is none. */
    static Optional<Moment> of(JsonNode node, ZoneId zone) {
        String text = FhirJson.text(node).map(String::strip).orElse("");
        Matcher matcher = FORM.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(matcher, zone));
        } catch (DateTimeException e) {
            // The 31st of June, or 25 o'clock.
            return Optional.empty();
        }
    }

    static Moment at(Instant instant, ZoneId zone) {
        return new Moment(instant, instant, instant.atZone(zone).toLocalDate());
    }

    private static Moment of(Matcher parts, ZoneId zone) {
        LocalDate date = LocalDate.of(number(parts, 1, 1), number(parts, 2, 1), number(parts, 3, 1));
        if (part(parts, 4).isEmpty()) {
            Period precision = part(parts, 2).isEmpty()
                    ? Period.ofYears(1)
                    : part(parts, 3).isEmpty() ? Period.ofMonths(1) : Period.ofDays(1);
            return new Moment(
                    date.atStartOfDay(zone).toInstant(),
                    date.plus(precision).atStartOfDay(zone).toInstant(),
                    date);
        }
        // A leap second is the second before it.
        LocalTime clock = LocalTime.of(number(parts, 4, 0), number(parts, 5, 0), Math.min(59, number(parts, 6, 0)))
                .plusNanos(nanos(parts));
        ZoneId at = part(parts, 8).<ZoneId>map(ZoneOffset::of).orElse(zone);
        Instant instant = date.atTime(clock).atZone(at).toInstant();
        return new Moment(instant, instant, date);
    }

    private static Optional<String> part(Matcher parts, int group) {
        return Optional.ofNullable(parts.group(group));
    }

    private static int number(Matcher parts, int group, int otherwise) {
        return part(parts, group).map(Integer::parseInt).orElse(otherwise);
    }

    private static long nanos(Matcher parts) {
        return part(parts, 7)
                .map(digits -> Long.parseLong((digits + "000000000").substring(0, 9)))
                .orElse(0L);
    }

    /** When an Observation was true: its time or instant, or the end of its period. */
    static Optional<Moment> effective(JsonNode resource, ZoneId zone) {
        return of(resource.path("effectiveDateTime"), zone)
                .or(() -> of(resource.path("effectiveInstant"), zone))
                .or(() -> of(resource.path("effectivePeriod").path("end"), zone));
    }

    /** Whether all of it is over when the other can have begun. */
    boolean isBy(Moment other) {
        return !to.isAfter(other.from());
    }

    /** Whether this is the later one to choose: by its end, of equal ends the more precise one. */
    int compare(Moment other) {
        int byEnd = to.compareTo(other.to());
        return byEnd != 0 ? byEnd : from.compareTo(other.from());
    }
}

package org.gapwise.data.simulate.mimic;

import java.time.LocalDateTime;

/** Times as the tables write them. */
final class Stamp {

    private Stamp() {}

    /** {@code 2180-05-06 19:17:00}. */
    static String of(LocalDateTime time) {
        StringBuilder out = new StringBuilder(19);
        out.append(time.getYear());
        two(out, '-', time.getMonthValue());
        two(out, '-', time.getDayOfMonth());
        two(out, ' ', time.getHour());
        two(out, ':', time.getMinute());
        two(out, ':', time.getSecond());
        return out.toString();
    }

    private static void two(StringBuilder out, char before, int number) {
        out.append(before).append(number < 10 ? "0" : "").append(number);
    }
}

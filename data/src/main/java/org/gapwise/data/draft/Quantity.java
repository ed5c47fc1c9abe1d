package org.gapwise.data.draft;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A clinical quantity that can be told by its column's name, with the unit and the widest values met in living adults.
 * Suggested only when the column's own values lie there; the bounds are for finding slips, not for judging patients.
 */
record Quantity(Pattern name, String unit, double low, double high) {

    private static final List<Quantity> KNOWN = List.of(
            of("age|.* age|age .*|anchor age|age at .*", "year", 0, 120),
            of("temp|temperature|temp .*|body temp.*|temperature .*", "degC", 25, 45),
            of("temp|temperature|temp .*|body temp.*|temperature .*", "degF", 77, 113),
            of("spo2|sao2|o2 ?sat.*|po2 saturation|oxygen sat.*", "%", 20, 100),
            of("hr|hrt|heart ?rate|pulse", "1/min", 0, 350),
            of("rr|resp|resp.* rate|respiration.*", "1/min", 0, 120),
            of("sbp|systolic.*|.* systolic|trestbps", "mmHg", 20, 320),
            of("dbp|diastolic.*|.* diastolic", "mmHg", 5, 220),
            of("map|meanbp|mean bp|mean arterial.*", "mmHg", 5, 250),
            of("height|height cm", "cm", 30, 250),
            of("weight|weight kg", "kg", 0.3, 400),
            of("bmi|body mass index", "kg/m2", 8, 100),
            of("ph", "", 6.3, 8),
            of("sodium|sod|na", "mmol/L", 90, 200),
            of("potassium|pot", "mmol/L", 1, 15));

    private static Quantity of(String name, String unit, double low, double high) {
        return new Quantity(Pattern.compile(name), unit, low, high);
    }

    /** The quantity a column seems to hold; {@code numbers} rise. */
    static Optional<Quantity> of(String column, double[] numbers) {
        if (numbers.length == 0) {
            return Optional.empty();
        }
        String name =
                column.toLowerCase(Locale.ROOT).replaceAll("[_.\\-]+", " ").strip();
        double low = numbers[(int) (0.02 * (numbers.length - 1))];
        double high = numbers[(int) (0.98 * (numbers.length - 1))];
        return KNOWN.stream()
                .filter(one -> one.name.matcher(name).matches() && one.low <= low && high <= one.high)
                .findFirst();
    }
}

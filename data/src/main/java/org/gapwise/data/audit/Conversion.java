package org.gapwise.data.audit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gapwise.core.schema.Numeric;

/**
 * Two units in which the same quantity is written: {@code second = factor * first + offset}.
 *
 * @param about names of columns, or units, for which it is likely
 */
record Conversion(String first, String second, double factor, double offset, Pattern about) {

    /** Molar masses and definitions; a factor is rounded to what a table of conversions gives. */
    private static final List<Conversion> KNOWN = List.of(
            of("degC", "degF", 1.8, 32, ".*temp.*|deg ?[cf]|celsius|fahrenheit"),
            of("kg", "lb", 2.20462, 0, ".*weight.*|wt|kg|lbs?"),
            of("cm", "in", 1 / 2.54, 0, ".*height.*|ht|cm|in|inch(es)?"),
            of("m", "cm", 100, 0, ".*height.*|ht|m"),
            of("mmol/L", "mg/dL", 18.016, 0, ".*gluc.*|bgr"),
            of("mmol/L", "mg/dL", 38.67, 0, ".*chol.*|ldl|hdl"),
            of("mmol/L", "mg/dL", 88.57, 0, ".*trig.*"),
            of("mg/dL", "umol/L", 88.42, 0, ".*crea.*|scr"),
            of("mmol/L", "mg/dL", 2.8006, 0, ".*(bun|urea).*"),
            of("mg/dL", "umol/L", 17.104, 0, ".*bili.*"),
            of("mmol/L", "mg/dL", 4.0078, 0, ".*calcium.*"),
            of("mmol/L", "mg/dL", 9.008, 0, ".*lact.*"),
            of("g/dL", "g/L", 10, 0, ".*(hemoglobin|haemoglobin|hgb|albumin|protein).*|hb|alb|hemo|g/dl|g/l"),
            of("kPa", "mmHg", 7.50062, 0, ".*(pao2|pco2|po2|bp|pressure|systolic|diastolic).*|kpa|mmhg"),
            of("a share", "percent", 100, 0, ".*(spo2|sao2|fio2|sat|hematocrit).*|%|percent"),
            of("one unit", "ten times that", 10, 0, "(?!)"),
            of("one unit", "a thousand times that", 1000, 0, "(?!)"));

    private static Conversion of(String first, String second, double factor, double offset, String about) {
        return new Conversion(first, second, factor, offset, Pattern.compile(about));
    }

    /** Of a quantity nobody named, only humps this far apart are believed: near ones may be two kinds of patients. */
    private static final double FAR = 7;

    /** Those that the feature's name or unit suggests; when none does and it names no unit, all that move far. */
    static List<Conversion> of(Numeric feature) {
        List<Conversion> likely =
                KNOWN.stream().filter(one -> one.suits(feature)).toList();
        if (!likely.isEmpty() || !feature.unit().isEmpty()) {
            return likely;
        }
        return KNOWN.stream().filter(one -> one.isRatio() && one.factor >= FAR).toList();
    }

    boolean suits(Numeric feature) {
        return List.of(feature.name(), feature.column(), feature.unit()).stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> about.matcher(text).matches());
    }

    /** The other way round. */
    Conversion reversed() {
        return new Conversion(second, first, 1 / factor, -offset / factor, about);
    }

    double apply(double value) {
        return factor * value + offset;
    }

    /** Whether values are compared on a logarithmic scale, on which a change of unit moves all by the same. */
    boolean isRatio() {
        return offset == 0;
    }
}

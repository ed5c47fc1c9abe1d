package org.gapwise.data.mimic;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.schema.Range;
import org.gapwise.data.clinical.ClinicalFeatures;

/**
 * A vital sign.
 *
 * @param name of the column and of the feature
 * @param unit of the feature
 */
record Vital(String name, String unit, Range range) {

    /** Those of the ED's tables. */
    static final List<Vital> ALL = ClinicalFeatures.of(ClinicalFeatures.Kind.VITAL).stream()
            .filter(vital -> !vital.name().equals("acuity"))
            .map(vital -> new Vital(vital.name(), vital.unit(), ClinicalFeatures.range(vital.name())))
            .toList();

    /** The mean pressure, which only ICUs chart. */
    static final Vital MEAN = new Vital("mbp", "mmHg", new Range(20, 250));

    static final Range ACUITY = ClinicalFeatures.range("acuity");

    /** As the paper has it. */
    static final Range FAHRENHEIT = new Range(77, 113);

    /** Between the warmest Celsius and the coldest Fahrenheit no patient is alive. */
    private static final int CELSIUS_BELOW = 50;

    static String columns() {
        return ALL.stream().map(vital -> vital.name() + ":DOUBLE").collect(Collectors.joining(" "));
    }

    /** By the name of its column or feature. */
    static Vital of(String name) {
        return Stream.concat(ALL.stream(), Stream.of(MEAN))
                .filter(vital -> vital.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** SQL for the value in the feature's unit. */
    String harmonized() {
        return name.equals("temperature") ? celsius(name) : name;
    }

    /** Temperatures come in Fahrenheit and in Celsius, and not always as the table says. */
    static String celsius(String number) {
        return "CASE WHEN " + number + " < " + CELSIUS_BELOW + " THEN " + number + " ELSE (" + number
                + " - 32) / 1.8 END";
    }

    /** SQL for the value with temperatures in Fahrenheit. */
    String fahrenheit() {
        return name.equals("temperature")
                ? "CASE WHEN temperature < " + CELSIUS_BELOW + " THEN temperature * 1.8 + 32 ELSE temperature END"
                : name;
    }
}

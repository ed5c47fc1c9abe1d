package org.gapwise.data.simulate.fhir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Something that is measured, as an Observation writes it.
 *
 * @param feature that an importer makes of it
 * @param column of the flat table
 * @param hours how long before the image it may be taken and count
 * @param factor from the flat table's unit to {@code unit}, which is that of the feature
 * @param other another unit, in which some are written
 * @param otherFactor from {@code unit} to {@code other}
 */
record Item(
        String feature,
        String column,
        String loinc,
        int hours,
        String factor,
        int decimals,
        String unit,
        String other,
        String otherFactor) {

    static final String TEMPERATURE = "temperature";
    private static final int VITAL = 20;
    private static final int LAB = 40;

    static final List<Item> ALL = List.of(
            new Item(TEMPERATURE, "temperature", "8310-5", VITAL, "1", 1, "Cel", "[degF]", "1.8"),
            new Item("heartrate", "heart_rate", "8867-4", VITAL, "1", 0, "/min", "{beats}/min", "1"),
            new Item("resprate", "respiratory_rate", "9279-1", VITAL, "1", 0, "/min", "{breaths}/min", "1"),
            new Item("o2sat", "spo2", "59408-5", VITAL, "1", 1, "%", "%", "1"),
            new Item("ntprobnp", "bnp", "33762-6", LAB, "1", 0, "pg/mL", "ng/L", "1"),
            new Item("troponin_t", "troponin", "6598-7", LAB, "0.001", 4, "ng/mL", "ng/L", "1000"),
            new Item("hemoglobin", "hemoglobin", "718-7", LAB, "1", 1, "g/dL", "g/L", "10"),
            new Item("d_dimer", "d_dimer", "48065-7", LAB, "1000", 0, "ng/mL{FEU}", "ug/mL{FEU}", "0.001"),
            new Item("albumin", "albumin", "1751-7", LAB, "0.1", 1, "g/dL", "g/L", "10"),
            new Item("calcium", "calcium", "17861-6", LAB, "4.008", 1, "mg/dL", "mg/dL", "1"),
            new Item("ldh", "ldh", "2532-0", LAB, "1", 0, "U/L", "[IU]/L", "1"),
            new Item("crp", "crp", "1988-5", LAB, "1", 1, "mg/L", "mg/dL", "0.1"),
            new Item("wbc", "wbc", "6690-2", LAB, "1", 1, "10*3/uL", "10*9/L", "1"),
            new Item("lactate", "lactate", "2524-7", LAB, "1", 1, "mmol/L", "mmol/L", "1"));

    /** The value of a cell of the flat table in the feature's unit. */
    BigDecimal value(String cell) {
        return new BigDecimal(cell).multiply(new BigDecimal(factor)).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    BigDecimal inOther(BigDecimal value) {
        BigDecimal scaled = value.multiply(new BigDecimal(otherFactor));
        return feature.equals(TEMPERATURE) ? scaled.add(BigDecimal.valueOf(32)) : scaled;
    }
}

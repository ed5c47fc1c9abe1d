package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A laboratory test that the simulator knows, as MIMIC-IV codes it.
 *
 * @param name of the feature an importer makes of it
 * @param column of the flat table
 * @param factor from the flat table's unit to {@code unit}
 * @param other another unit, in which some rows are written
 * @param otherFactor from {@code unit} to {@code other}
 */
record LabTest(
        String name,
        String column,
        int item,
        String label,
        String category,
        String factor,
        int decimals,
        String unit,
        String other,
        String otherFactor) {

    static final List<LabTest> ALL = List.of(
            new LabTest("ntprobnp", "bnp", 50963, "NTproBNP", "Chemistry", "1", 0, "pg/mL", "ng/L", "1"),
            new LabTest(
                    "troponin_t", "troponin", 51003, "Troponin T", "Chemistry", "0.001", 4, "ng/mL", "ng/L", "1000"),
            new LabTest("hemoglobin", "hemoglobin", 51222, "Hemoglobin", "Hematology", "1", 1, "g/dL", "g/L", "10"),
            new LabTest("d_dimer", "d_dimer", 50915, "D-Dimer", "Chemistry", "1000", 0, "ng/mL", "ng/mL FEU", "1"),
            new LabTest("albumin", "albumin", 50862, "Albumin", "Chemistry", "0.1", 1, "g/dL", "g/L", "10"),
            new LabTest("calcium", "calcium", 50893, "Calcium, Total", "Chemistry", "4.008", 1, "mg/dL", "mg/dL", "1"),
            new LabTest("ldh", "ldh", 50954, "Lactate Dehydrogenase (LD)", "Chemistry", "1", 0, "IU/L", "U/L", "1"),
            new LabTest("crp", "crp", 50889, "C-Reactive Protein", "Chemistry", "1", 1, "mg/L", "mg/dL", "0.1"),
            new LabTest("wbc", "wbc", 51301, "White Blood Cells", "Hematology", "1", 1, "K/uL", "10^9/L", "1"),
            new LabTest("lactate", "lactate", 50813, "Lactate", "Blood Gas", "1", 1, "mmol/L", "mmol/L", "1"));

    /** The value of a cell of the flat table in MIMIC's unit. */
    BigDecimal value(String cell) {
        return new BigDecimal(cell).multiply(new BigDecimal(factor)).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    BigDecimal inOther(BigDecimal value) {
        return value.multiply(new BigDecimal(otherFactor));
    }
}

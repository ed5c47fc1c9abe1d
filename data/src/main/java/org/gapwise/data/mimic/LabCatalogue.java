package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gapwise.core.schema.Range;
import org.gapwise.data.clinical.ClinicalFeatures;

/** The laboratory tests that features are made of, with their unit, plausible range and accepted other units. */
final class LabCatalogue {

    /**
     * A test.
     *
     * @param items of d_labitems that measure the same in blood
     * @param factors to {@code unit}, by unit as labevents may write it, in lower case; none other is believed
     */
    record Lab(String name, List<Integer> items, String unit, Range range, Map<String, Double> factors) {}

    private static final List<Lab> ALL = List.of(
            lab("albumin", "g/dl=1 g/l=0.1", 50862),
            lab("alt", "iu/l=1 u/l=1", 50861),
            lab("ast", "iu/l=1 u/l=1", 50878),
            lab("base_excess", "meq/l=1 mmol/l=1", 50802),
            lab("bicarbonate", "meq/l=1 mmol/l=1", 50882),
            lab("bilirubin", "mg/dl=1 umol/l=0.058480", 50885),
            lab("calcium", "mg/dl=1 mmol/l=4.008", 50893),
            lab("creatinine", "mg/dl=1 umol/l=0.011312", 50912),
            lab("crp", "mg/l=1 mg/dl=10", 50889),
            lab("d_dimer", "ng/ml=1 ng/ml_feu=1 ug/l=1 ug/ml=1000 mg/l=1000", 50915, 51196),
            lab("glucose", "mg/dl=1 mmol/l=18.016", 50931),
            lab("hematocrit", "%=1", 51221),
            lab("hemoglobin", "g/dl=1 g/l=0.1", 51222),
            lab("inr", "=1 ratio=1", 51237),
            lab("lactate", "mmol/l=1 mg/dl=0.111", 50813),
            lab("ldh", "iu/l=1 u/l=1", 50954),
            lab("magnesium", "mg/dl=1 mmol/l=2.431", 50960),
            lab("ntprobnp", "pg/ml=1 ng/l=1", 50963),
            lab("pco2", "mm_hg=1 mmhg=1", 50818),
            lab("ph", "units=1 =1", 50820),
            lab("platelets", "k/ul=1 10^9/l=1", 51265),
            lab("po2", "mm_hg=1 mmhg=1", 50821),
            lab("potassium", "meq/l=1 mmol/l=1", 50971),
            lab("sodium", "meq/l=1 mmol/l=1", 50983),
            lab("troponin_t", "ng/ml=1 ug/l=1 ng/l=0.001", 51003),
            lab("urea_nitrogen", "mg/dl=1 mmol/l=2.801", 51006),
            lab("wbc", "k/ul=1 10^9/l=1", 51301));

    private LabCatalogue() {}

    private static Lab lab(String name, String factors, Integer... items) {
        return new Lab(
                name,
                List.of(items),
                ClinicalFeatures.named(name).unit(),
                ClinicalFeatures.range(name),
                factors(factors));
    }

    /** Blanks within a unit are written as an underscore. */
    private static Map<String, Double> factors(String text) {
        Map<String, Double> factors = new TreeMap<>();
        Arrays.stream(text.split(" ")).forEach(pair -> {
            int at = pair.lastIndexOf('=');
            factors.put(pair.substring(0, at).replace('_', ' '), Double.valueOf(pair.substring(at + 1)));
        });
        return factors;
    }

    static List<String> names() {
        return ALL.stream().map(Lab::name).toList();
    }

    /** The named ones, in the order of the names. */
    static List<Lab> of(List<String> names) {
        List<Lab> labs = new ArrayList<>();
        names.forEach(
                name -> ALL.stream().filter(lab -> lab.name().equals(name)).forEach(labs::add));
        return labs;
    }
}

package org.gapwise.data.clinical;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;

/** The numbers of the clinical set: names, units and plausible ranges, the same whatever hospital they come from. */
public final class ClinicalFeatures {

    /** How long a value stays worth something: hours for vital signs, days for laboratory tests, months for the body. */
    public enum Kind {
        VITAL,
        BODY,
        LAB
    }

    private static final List<Numeric> VITALS = List.of(
            of("temperature", "degC", 25, 45),
            of("heartrate", "1/min", 10, 300),
            of("resprate", "1/min", 1, 90),
            of("o2sat", "%", 30, 100),
            of("sbp", "mmHg", 30, 320),
            of("dbp", "mmHg", 10, 220),
            of("acuity", "", 1, 5));

    private static final List<Numeric> BODY =
            List.of(of("height", "cm", 50, 250), of("weight", "kg", 1, 500), of("bmi", "kg/m2", 5, 150));

    private static final List<Numeric> LABS = List.of(
            of("albumin", "g/dL", 0.5, 7),
            of("alt", "IU/L", 1, 20_000),
            of("ast", "IU/L", 1, 30_000),
            of("base_excess", "mEq/L", -40, 40),
            of("bicarbonate", "mEq/L", 2, 60),
            of("bilirubin", "mg/dL", 0, 80),
            of("calcium", "mg/dL", 2, 20),
            of("creatinine", "mg/dL", 0.1, 30),
            of("crp", "mg/L", 0, 2500),
            of("d_dimer", "ng/mL", 1, 200_000),
            of("glucose", "mg/dL", 5, 2000),
            of("hematocrit", "%", 5, 75),
            of("hemoglobin", "g/dL", 1, 25),
            of("inr", "", 0.5, 30),
            of("lactate", "mmol/L", 0.1, 40),
            of("ldh", "IU/L", 20, 50_000),
            of("magnesium", "mg/dL", 0.3, 15),
            of("ntprobnp", "pg/mL", 1, 500_000),
            of("pco2", "mmHg", 5, 200),
            of("ph", "", 6.5, 8),
            of("platelets", "K/uL", 1, 3000),
            of("po2", "mmHg", 10, 700),
            of("potassium", "mEq/L", 1, 12),
            of("sodium", "mEq/L", 90, 200),
            of("troponin_t", "ng/mL", 0, 100),
            of("urea_nitrogen", "mg/dL", 1, 300),
            of("wbc", "K/uL", 0.01, 500));

    private static final Map<String, Numeric> BY_NAME = Stream.of(VITALS, BODY, LABS)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Numeric::name, Function.identity()));

    private ClinicalFeatures() {}

    private static Numeric of(String name, String unit, double low, double high) {
        return new Numeric(name, name, unit, Optional.of(new Range(low, high)));
    }

    /** All of a kind, in the order of tables. */
    public static List<Numeric> of(Kind kind) {
        return switch (kind) {
            case VITAL -> VITALS;
            case BODY -> BODY;
            case LAB -> LABS;
        };
    }

    /** The kind of a feature of the set. */
    public static Kind kind(String name) {
        Numeric feature = named(name);
        return VITALS.contains(feature) ? Kind.VITAL : BODY.contains(feature) ? Kind.BODY : Kind.LAB;
    }

    /** A feature of the set. */
    public static Numeric named(String name) {
        Numeric found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the clinical set has no \"" + name + "\"");
        }
        return found;
    }

    /** Its plausible values. */
    public static Range range(String name) {
        return named(name).range().orElseThrow();
    }
}

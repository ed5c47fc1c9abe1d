package org.gapwise.data.simulate;

import static org.gapwise.data.simulate.Finding.ATELECTASIS;
import static org.gapwise.data.simulate.Finding.CARDIOMEGALY;
import static org.gapwise.data.simulate.Finding.CONSOLIDATION;
import static org.gapwise.data.simulate.Finding.EDEMA;
import static org.gapwise.data.simulate.Finding.ENLARGED_CARDIOMEDIASTINUM;
import static org.gapwise.data.simulate.Finding.FRACTURE;
import static org.gapwise.data.simulate.Finding.LUNG_LESION;
import static org.gapwise.data.simulate.Finding.LUNG_OPACITY;
import static org.gapwise.data.simulate.Finding.PLEURAL_EFFUSION;
import static org.gapwise.data.simulate.Finding.PLEURAL_OTHER;
import static org.gapwise.data.simulate.Finding.PNEUMONIA;
import static org.gapwise.data.simulate.Finding.PNEUMOTHORAX;
import static org.gapwise.data.simulate.Finding.SUPPORT_DEVICES;

import java.util.List;
import java.util.stream.Stream;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Range;

/** The columns of the standard table: who the patient is, vital signs, laboratory, and why each may be missing. */
final class StandardTable {

    private static final Gap NEVER = new Gap.Mcar(0);

    private StandardTable() {}

    static List<Hospital.Column> columns() {
        return Stream.of(patient(), vitals(), heart(), blood(), inflammation())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Hospital.Column> patient() {
        return List.of(
                column(
                        Quantity.of("age", "year", new Range(0, 120), 0)
                                .around(Scale.PLAIN, 57, 13)
                                .moved(CARDIOMEGALY, 0.4)
                                .moved(FRACTURE, 0.3)
                                .forLife(),
                        NEVER),
                column(
                        new Triage(
                                new Categorical("acuity", List.of("urgent", "standard", "minor")),
                                List.of(0.12, 0.36, 0.52),
                                List.of(0.38, 0.44, 0.18)),
                        new Gap.Mcar(0.03)),
                column(Level.of("sex", List.of("F", "M"), List.of(0.5, 0.5)).forLife(), NEVER),
                column(
                        Level.of("location", List.of("ED", "ward", "ICU"), List.of(0.4, 0.48, 0.12))
                                .moved(SUPPORT_DEVICES, List.of(-0.4, 0.0, 1.3))
                                .moved(ATELECTASIS, List.of(-0.7, 0.2, 0.5)),
                        NEVER),
                column(
                        Level.of("smoking", List.of("never", "former", "current"), List.of(0.5, 0.3, 0.2))
                                .moved(LUNG_LESION, List.of(-0.9, 0.3, 1.0))
                                .forLife(),
                        new Gap.Mcar(0.08)),
                column(
                        Level.of("trauma", List.of("no", "yes"), List.of(0.85, 0.15))
                                .moved(FRACTURE, List.of(0.0, 1.3))
                                .moved(PNEUMOTHORAX, List.of(0.0, 0.8))
                                .forLife(),
                        new Gap.Mcar(0.05)),
                column(
                        Level.of("asbestos", List.of("no", "yes"), List.of(0.88, 0.12))
                                .moved(PLEURAL_OTHER, List.of(0.0, 2.0))
                                .forLife(),
                        new Gap.Mar(0.10, -0.3)));
    }

    private static List<Hospital.Column> vitals() {
        return List.of(
                column(
                        Quantity.of("temperature", "degC", new Range(33, 43), 1)
                                .around(Scale.PLAIN, 36.9, 0.5)
                                .moved(PNEUMONIA, 1.0),
                        new Gap.Mcar(0.05)),
                column(
                        Quantity.of("heart_rate", "1/min", new Range(20, 220), 0)
                                .around(Scale.PLAIN, 80, 12)
                                .moved(PNEUMOTHORAX, 0.7)
                                .moved(EDEMA, 0.4),
                        new Gap.Mcar(0.03)),
                column(
                        Quantity.of("respiratory_rate", "1/min", new Range(2, 60), 0)
                                .around(Scale.PLAIN, 17, 3)
                                .moved(EDEMA, 0.6)
                                .moved(PNEUMONIA, 0.5),
                        new Gap.Mar(0.06, 0.2)),
                column(
                        Quantity.of("spo2", "%", new Range(50, 100), 1)
                                .around(Scale.LACKING, 1.3, 0.4)
                                .moved(ATELECTASIS, 0.9)
                                .moved(LUNG_OPACITY, 0.8),
                        new Gap.Mcar(0.03)),
                column(
                        Quantity.of("systolic", "mmHg", new Range(40, 260), 0)
                                .around(Scale.PLAIN, 128, 17)
                                .moved(ENLARGED_CARDIOMEDIASTINUM, 0.9),
                        new Gap.Mcar(0.03)));
    }

    private static List<Hospital.Column> heart() {
        return List.of(
                column(
                        Quantity.of("bnp", "ng/L", new Range(1, 100_000), 0)
                                .around(Scale.LOG, 5.0, 0.9)
                                .moved(CARDIOMEGALY, 0.9)
                                .moved(EDEMA, 1.1),
                        new Gap.Mnar(0.30, List.of(new Effect(EDEMA, -0.9), new Effect(CARDIOMEGALY, -0.5)))),
                column(
                        Quantity.of("troponin", "ng/L", new Range(0.1, 50_000), 1)
                                .around(Scale.LOG, 2.1, 0.9)
                                .moved(CARDIOMEGALY, 0.7),
                        new Gap.Mar(0.20, -0.4)),
                column(
                        Quantity.of("weight_change", "kg", new Range(-40, 40), 1)
                                .around(Scale.PLAIN, 0, 2.5)
                                .moved(EDEMA, 0.5)
                                .moved(LUNG_LESION, -1.1),
                        new Gap.Mcar(0.10)));
    }

    private static List<Hospital.Column> blood() {
        return List.of(
                column(
                        Quantity.of("hemoglobin", "g/dL", new Range(3, 22), 1)
                                .around(Scale.PLAIN, 13.5, 1.5)
                                .moved(FRACTURE, -0.6),
                        new Gap.Mcar(0.06)),
                column(
                        Quantity.of("d_dimer", "mg/L", new Range(0.01, 200), 2)
                                .around(Scale.LOG, -0.7, 0.8)
                                .moved(ENLARGED_CARDIOMEDIASTINUM, 0.8),
                        new Gap.Mar(0.20, -0.3)),
                column(
                        Quantity.of("albumin", "g/L", new Range(5, 70), 0)
                                .around(Scale.PLAIN, 41, 4)
                                .moved(PLEURAL_EFFUSION, -1.2),
                        new Gap.Mcar(0.08)),
                column(
                        Quantity.of("calcium", "mmol/L", new Range(1, 5), 2)
                                .around(Scale.PLAIN, 2.35, 0.10)
                                .moved(LUNG_LESION, 1.0),
                        new Gap.Mcar(0.08)),
                column(
                        Quantity.of("ldh", "U/L", new Range(30, 10_000), 0)
                                .around(Scale.LOG, 5.3, 0.3)
                                .moved(PLEURAL_OTHER, 0.9),
                        new Gap.Mcar(0.08)));
    }

    private static List<Hospital.Column> inflammation() {
        return List.of(
                column(
                        Quantity.of("crp", "mg/L", new Range(0.1, 2000), 1)
                                .around(Scale.LOG, 2.2, 1.0)
                                .moved(PNEUMONIA, 0.8)
                                .moved(CONSOLIDATION, 0.9),
                        new Gap.Mcar(0.08)),
                column(
                        Quantity.of("wbc", "10^9/L", new Range(0.2, 100), 1)
                                .around(Scale.LOG, 2.0, 0.3)
                                .moved(CONSOLIDATION, 0.6)
                                .moved(PNEUMONIA, 0.5),
                        new Gap.Mcar(0.06)),
                column(
                        Quantity.of("lactate", "mmol/L", new Range(0.1, 30), 1)
                                .around(Scale.LOG, 0.3, 0.4)
                                .moved(SUPPORT_DEVICES, 0.8),
                        new Gap.Mnar(0.35, List.of(new Effect(SUPPORT_DEVICES, -1.2)))));
    }

    private static Hospital.Column column(Measurement measurement, Gap gap) {
        return new Hospital.Column(measurement, gap);
    }
}

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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The model that {@code simulate} uses: prevalences, couplings, signs and gaps. The figures are chosen to be plausible
 * in kind and to leave room between table, image and both; they are not estimates from patients.
 */
final class StandardHospital {

    /** Share of patients with no finding but perhaps devices. */
    private static final double CLEAR = 0.14;

    /** Spread of every sign, and its mean without the finding. */
    private static final double SPREAD = 0.2;

    private static final double QUIET = 0.24;

    private StandardHospital() {}

    static Hospital create() {
        Gap image = new Gap.Mnar(0.15, List.of(new Effect(SUPPORT_DEVICES, -0.7), new Effect(PNEUMOTHORAX, -0.7)));
        return new Hospital(Prior.of(CLEAR, prevalence(), couplings()), StandardTable.columns(), signs(), image, 0.03);
    }

    private static Map<Finding, Double> prevalence() {
        Map<Finding, Double> p = new EnumMap<>(Finding.class);
        p.put(ATELECTASIS, 0.32);
        p.put(CARDIOMEGALY, 0.36);
        p.put(CONSOLIDATION, 0.28);
        p.put(EDEMA, 0.32);
        p.put(ENLARGED_CARDIOMEDIASTINUM, 0.28);
        p.put(FRACTURE, 0.24);
        p.put(LUNG_LESION, 0.25);
        p.put(LUNG_OPACITY, 0.38);
        p.put(PLEURAL_EFFUSION, 0.38);
        p.put(PLEURAL_OTHER, 0.24);
        p.put(PNEUMONIA, 0.32);
        p.put(PNEUMOTHORAX, 0.25);
        p.put(SUPPORT_DEVICES, 0.40);
        return p;
    }

    private static List<Prior.Coupling> couplings() {
        return List.of(
                new Prior.Coupling(CARDIOMEGALY, EDEMA, 0.9),
                new Prior.Coupling(CARDIOMEGALY, ENLARGED_CARDIOMEDIASTINUM, 0.7),
                new Prior.Coupling(EDEMA, PLEURAL_EFFUSION, 0.8),
                new Prior.Coupling(EDEMA, LUNG_OPACITY, 0.4),
                new Prior.Coupling(PNEUMONIA, CONSOLIDATION, 1.0),
                new Prior.Coupling(CONSOLIDATION, LUNG_OPACITY, 0.8),
                new Prior.Coupling(PNEUMONIA, LUNG_OPACITY, 0.6),
                new Prior.Coupling(ATELECTASIS, PLEURAL_EFFUSION, 0.6),
                new Prior.Coupling(PLEURAL_EFFUSION, PLEURAL_OTHER, 0.5),
                new Prior.Coupling(LUNG_LESION, PLEURAL_OTHER, 0.4),
                new Prior.Coupling(FRACTURE, PNEUMOTHORAX, 0.8),
                new Prior.Coupling(PNEUMOTHORAX, SUPPORT_DEVICES, 0.8),
                new Prior.Coupling(EDEMA, SUPPORT_DEVICES, 0.4),
                new Prior.Coupling(PNEUMOTHORAX, PNEUMONIA, -0.5));
    }

    private static List<Sign> signs() {
        return List.of(
                sign(Look.BASAL_PLATES, ATELECTASIS, 1.5),
                sign(Look.HEART_WIDTH, CARDIOMEGALY, 1.4),
                sign(Look.DENSE_PATCH, CONSOLIDATION, 1.5),
                sign(Look.PERIHILAR_HAZE, EDEMA, 1.4),
                sign(Look.MEDIASTINAL_WIDTH, ENLARGED_CARDIOMEDIASTINUM, 1.4),
                sign(Look.RIB_STEP, FRACTURE, 1.6),
                sign(Look.NODULE, LUNG_LESION, 0.9),
                sign(Look.SOFT_HAZE, LUNG_OPACITY, 1.5),
                sign(Look.LEFT_MENISCUS, PLEURAL_EFFUSION, 1.0),
                sign(Look.RIGHT_MENISCUS, PLEURAL_EFFUSION, 1.0),
                sign(Look.LATERAL_THICKENING, PLEURAL_OTHER, 1.3),
                sign(Look.PATCHY_ZONE, PNEUMONIA, 1.1),
                sign(Look.APICAL_GAP, PNEUMOTHORAX, 1.7),
                sign(Look.DEVICES, SUPPORT_DEVICES, 1.75));
    }

    private static Sign sign(Look look, Finding finding, double separation) {
        return new Sign(look, finding, QUIET, QUIET + separation * SPREAD, SPREAD);
    }
}

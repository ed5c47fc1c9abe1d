package org.gapwise.data.simulate;

import java.util.Locale;

/** The ways in which findings show in the picture; each has its place. Left and right are the viewer's. */
enum Look {
    /** Plate-like lines above the left diaphragm. */
    BASAL_PLATES,
    /** A wide heart. */
    HEART_WIDTH,
    /** A dense patch with air bronchograms in the right middle zone. */
    DENSE_PATCH,
    /** Haze around both hila and short septal lines at the sides. */
    PERIHILAR_HAZE,
    /** A wide upper mediastinum. */
    MEDIASTINAL_WIDTH,
    /** Steps in two lateral ribs on the left. */
    RIB_STEP,
    /** A round nodule in the right upper zone. */
    NODULE,
    /** A soft haze in the left upper zone. */
    SOFT_HAZE,
    /** Fluid in the left costophrenic angle. */
    LEFT_MENISCUS,
    /** Fluid in the right costophrenic angle. */
    RIGHT_MENISCUS,
    /** A thick pleura along the right lateral wall. */
    LATERAL_THICKENING,
    /** Patches in the left lower zone. */
    PATCHY_ZONE,
    /** A lucent band with a pleural line at the left apex. */
    APICAL_GAP,
    /** A tube, a catheter and a pacemaker with its lead. */
    DEVICES;

    static final int COUNT = values().length;

    /** Its column in truth.csv. */
    String column() {
        return "sign_" + name().toLowerCase(Locale.ROOT);
    }
}

package org.gapwise.core.calibrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From which probability on a case is flagged, and what that meant for the calibration cases.
 *
 * @param rule how the threshold was chosen, for readers
 * @param threshold flagged at or above it
 * @param shares sensitivity, specificity, ppv and npv; a share of nothing has no entry
 */
public record OperatingPoint(String rule, double threshold, Map<String, Share> shares) {

    public static final String SENSITIVITY = "sensitivity";
    public static final String SPECIFICITY = "specificity";
    public static final String PPV = "ppv";
    public static final String NPV = "npv";

    public OperatingPoint {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", must be between 0 and 1");
        }
    }
}

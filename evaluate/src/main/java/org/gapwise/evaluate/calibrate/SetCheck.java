package org.gapwise.evaluate.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.evaluate.Scored;

/**
 * How prediction sets did on judged cases.
 *
 * @param present modalities of the cases, as a reader sees them
 * @param judged pairs of a case and a label
 * @param covered of them, those whose set held the truth
 * @param abstained of them, those whose set did not hold exactly one label
 * @param borrowed of them, those whose limits come from all patterns together
 */
public record SetCheck(String present, int judged, int covered, int abstained, int borrowed) {

    /** Share covered. */
    public double coverage() {
        return covered / (double) judged;
    }

    /** Over all labels, by pattern. */
    public static List<SetCheck> byPattern(Scored calibrated, Calibration calibration) {
        Map<String, int[]> counts = new TreeMap<>();
        for (int t = 0; t < calibrated.targets().size(); t++) {
            int target = t;
            calibration.label(calibrated.targets().get(t)).ifPresent(label -> count(calibrated, target, label, counts));
        }
        List<SetCheck> checks = new ArrayList<>();
        counts.forEach((name, c) -> checks.add(new SetCheck(name, c[0], c[1], c[2], c[3])));
        return List.copyOf(checks);
    }

    /** Over all patterns, by label. */
    public static Map<String, SetCheck> byLabel(Scored calibrated, Calibration calibration) {
        Map<String, SetCheck> checks = new LinkedHashMap<>();
        for (int t = 0; t < calibrated.targets().size(); t++) {
            int target = t;
            String name = calibrated.targets().get(t);
            calibration.label(name).ifPresent(label -> {
                Map<String, int[]> counts = new TreeMap<>();
                count(calibrated, target, label, counts);
                int[] sum = new int[4];
                counts.values().forEach(c -> {
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += c[i];
                    }
                });
                checks.put(name, new SetCheck(CalibrationCheck.ALL, sum[0], sum[1], sum[2], sum[3]));
            });
        }
        return checks;
    }

    private static void count(Scored calibrated, int target, LabelCalibration label, Map<String, int[]> counts) {
        int[] rows = calibrated.judged(target);
        boolean[] positive = calibrated.positive(target, rows);
        for (int i = 0; i < rows.length; i++) {
            List<String> present = calibrated.presence(rows[i]).modalities();
            double probability = calibrated.probability(target, rows[i]);
            Decision decision = label.decide(present, probability, probability);
            int[] count = counts.computeIfAbsent(CalibrationCheck.name(present), name -> new int[4]);
            count[0]++;
            count[1] += (positive[i] ? decision.mayBePositive() : decision.mayBeNegative()) ? 1 : 0;
            count[2] += decision.abstains() ? 1 : 0;
            count[3] += decision.basis() == Basis.PATTERN ? 0 : 1;
        }
    }
}

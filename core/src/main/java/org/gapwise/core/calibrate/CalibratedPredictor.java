package org.gapwise.core.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;

/** Another predictor's answers, calibrated by what each case has, with what follows from them. */
public final class CalibratedPredictor implements Predictor {

    private final Predictor raw;
    private final Calibration calibration;

    public CalibratedPredictor(Predictor raw, Calibration calibration) {
        this.raw = raw;
        this.calibration = calibration;
    }

    /** A bundle's predictor as it should be asked: calibrated when the bundle is, with doubts about pictures, else itself. */
    public static Predictor of(Bundle bundle, Predictor raw) {
        Predictor asked = Calibration.of(bundle)
                .<Predictor>map(found -> new CalibratedPredictor(raw, found))
                .orElse(raw);
        return Familiarity.of(bundle)
                .<Predictor>map(known -> new FamiliarPredictor(asked, known))
                .orElse(asked);
    }

    @Override
    public Schema schema() {
        return raw.schema();
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = raw.predict(cases);
        List<Prediction> calibrated = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            calibrated.add(calibrated(present(cases.get(i)), answers.get(i)));
        }
        return calibrated;
    }

    private Prediction calibrated(List<String> present, Prediction answer) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        answer.probabilities().forEach((target, said) -> {
            Optional<LabelCalibration> label = calibration.label(target);
            double probability = label.map(l -> l.probability(present, said)).orElse(said);
            probabilities.put(target, probability);
            label.ifPresent(l -> decisions.put(target, l.decide(present, said, probability)));
        });
        return new Prediction(
                answer.caseId(),
                probabilities,
                answer.used(),
                answer.absent(),
                warnings(present, answer.warnings()),
                decisions);
    }

    private List<String> warnings(List<String> present, List<String> before) {
        boolean met =
                calibration.labels().stream().anyMatch(l -> l.pattern(present).cases() > 0);
        if (met || calibration.labels().isEmpty()) {
            return before;
        }
        int reduced = calibration.labels().stream()
                .mapToInt(l -> l.pattern(present).reduced())
                .max()
                .orElse(0);
        List<String> all = new ArrayList<>(before);
        all.add("no calibration case had exactly these modalities: "
                + (reduced > 0
                        ? "calibrated on up to " + reduced + " cases from which the others were taken away"
                        : "calibrated as all cases together"));
        return all;
    }

    private List<String> present(Case one) {
        return schema().modalities().stream()
                .filter(one::has)
                .map(Modality::name)
                .toList();
    }

    @Override
    public void close() {
        raw.close();
    }
}

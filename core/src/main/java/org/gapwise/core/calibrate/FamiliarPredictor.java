package org.gapwise.core.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;

/** Another predictor's answers, with a warning where a picture looks unlike those the model was calibrated on, or turned. */
public final class FamiliarPredictor implements Predictor {

    // As many as a network takes at a time, so that no more pictures than those are held.
    private static final int CHUNK = 32;

    private final Predictor predictor;
    private final Familiarity familiarity;

    public FamiliarPredictor(Predictor predictor, Familiarity familiarity) {
        this.predictor = predictor;
        this.familiarity = familiarity;
    }

    @Override
    public Schema schema() {
        return predictor.schema();
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = new ArrayList<>(cases.size());
        for (int from = 0; from < cases.size(); from += CHUNK) {
            List<Case> chunk = cases.subList(from, Math.min(from + CHUNK, cases.size())).stream()
                    .map(FamiliarPredictor::readOnce)
                    .toList();
            List<Prediction> predicted = predictor.predict(chunk);
            for (int i = 0; i < chunk.size(); i++) {
                answers.add(warned(chunk.get(i), predicted.get(i)));
            }
        }
        return answers;
    }

    private Prediction warned(Case one, Prediction answer) {
        List<String> warnings = new ArrayList<>(answer.warnings());
        for (KnownPictures known : familiarity.modalities()) {
            ImageSource source = one.images().get(known.modality());
            if (source != null) {
                known.doubt(source.read(familiarity.side())).ifPresent(warnings::add);
            }
        }
        return new Prediction(
                answer.caseId(), answer.probabilities(), answer.used(), answer.absent(), warnings, answer.decisions());
    }

    private static Case readOnce(Case one) {
        Case read = one;
        for (Map.Entry<String, ImageSource> picture : one.images().entrySet()) {
            ImageSource source = picture.getValue();
            Map<Integer, Pixels> bySize = new ConcurrentHashMap<>();
            read = read.with(picture.getKey(), size -> bySize.computeIfAbsent(size, source::read));
        }
        return read;
    }

    @Override
    public void close() {
        predictor.close();
    }
}

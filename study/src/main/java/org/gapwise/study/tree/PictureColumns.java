package org.gapwise.study.tree;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.model.ImageFeatures;
import org.gapwise.model.ModelPredictor;

/** What a trained network makes of one kind of picture. */
final class PictureColumns implements Columns {

    private final ModelPredictor model;
    private final ImageFeatures features;

    /** Takes over the model. */
    PictureColumns(ModelPredictor model, String modality) {
        this.model = model;
        features = new ImageFeatures(model, modality);
    }

    @Override
    public int count() {
        return features.width();
    }

    @Override
    public void write(List<Case> cases, Grid grid, int from) {
        List<Optional<float[]>> rows = features.of(cases);
        for (int row = 0; row < rows.size(); row++) {
            float[] numbers = rows.get(row).orElse(new float[0]);
            for (int i = 0; i < numbers.length; i++) {
                grid.put(row, from + i, numbers[i]);
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}

package org.gapwise.cli;

import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.evaluate.explain.PictureMap;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.PictureGradients;

/** Gradients of a network as a heat map. They are of the answer before calibration, which keeps their order. */
record GradientMap(ModelPredictor network) implements PictureMap {

    @Override
    public String method() {
        return PictureGradients.METHOD;
    }

    @Override
    public double[][] cells(Case one, String modality, String target, Pixels baseline, int grid) {
        return new PictureGradients(network).cells(one, modality, target, baseline, grid);
    }
}

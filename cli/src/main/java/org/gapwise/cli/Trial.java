package org.gapwise.cli;

import java.util.Arrays;
import java.util.List;
import org.gapwise.core.BundleException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;

/**
 * Two made-up cases that a model is asked about before anybody else may ask it: one of which nothing is known and one that
 * has everything. A model whose weights answer no number is found so, and whoever asks first need not wait for what is
 * made ready at the first answer.
 */
record Trial(Predictor predictor, List<Case> cases) {

    private static final byte GREY = 127;

    static Trial of(Predictor predictor) {
        return new Trial(predictor, List.of(Case.of("trial"), whole(predictor.schema())));
    }

    private static Case whole(Schema schema) {
        Case whole = Case.of("trial");
        for (Feature feature : schema.features()) {
            whole = feature instanceof Categorical categorical
                    ? whole.with(feature.name(), categorical.levels().get(0))
                    : whole.with(feature.name(), 0);
        }
        for (ImageModality image : schema.images()) {
            whole = whole.with(image.name(), Trial::grey);
        }
        return whole;
    }

    private static Pixels grey(int side) {
        byte[] values = new byte[side * side];
        Arrays.fill(values, GREY);
        return new Pixels(1, side, side, values);
    }

    /** Asks once; a model that cannot answer is a {@link BundleException} that names this folder. */
    void ask(String folder) {
        try {
            cases.forEach(predictor::predict);
        } catch (BundleException e) {
            throw new BundleException(e.problems().stream()
                    .map(problem -> new Problem(problem.what(), folder + ", " + problem.where(), problem.fix()))
                    .toList());
        }
    }
}

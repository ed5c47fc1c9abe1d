package org.gapwise.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.server.http.Refusal;

/** Another predictor, asked in small portions until its time is up. For one thread at a time. */
final class InTime implements Predictor {

    private static final int PORTION = 32;
    private static final int UNAVAILABLE = 503;

    private final Predictor predictor;
    private volatile long until;

    InTime(Predictor predictor) {
        this.predictor = predictor;
    }

    /** Starts the clock. */
    void begin(Duration time) {
        until = System.nanoTime() + time.toNanos();
    }

    @Override
    public Schema schema() {
        return predictor.schema();
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = new ArrayList<>(cases.size());
        for (int from = 0; from < cases.size(); from += PORTION) {
            if (System.nanoTime() > until) {
                throw new Refusal(
                        UNAVAILABLE,
                        "there was not time enough to explain this.",
                        "",
                        "Ask again, since what was learned about the training cases is kept; or start the server with"
                                + " a longer --deadline.");
            }
            answers.addAll(predictor.predict(cases.subList(from, Math.min(from + PORTION, cases.size()))));
        }
        return answers;
    }
}

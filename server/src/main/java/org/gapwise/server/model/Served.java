package org.gapwise.server.model;

import java.util.List;
import java.util.function.BiConsumer;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Schema;

/** One version of a model while it is served. It is closed when it was retired and nobody borrows it any more. */
public final class Served {

    private final ModelName name;
    private final OpenModel model;
    private final Batcher batcher;
    private final BiConsumer<List<Case>, List<Prediction>> notes;
    // One for being in the catalogue.
    private int borrowers = 1;

    Served(ModelName name, OpenModel model, Batcher batcher, BiConsumer<List<Case>, List<Prediction>> notes) {
        this.name = name;
        this.model = model;
        this.batcher = batcher;
        this.notes = notes;
    }

    public ModelName name() {
        return name;
    }

    public Schema schema() {
        return model.predictor().schema();
    }

    public PictureReader pictures() {
        return model.pictures();
    }

    public ChartReader charts() {
        return model.charts();
    }

    public Explainer explainer() {
        return model.explainer();
    }

    public String fingerprint() {
        return model.fingerprint();
    }

    /** One prediction a case, in their order. Somebody asked for them, and they are noted where answers are. */
    public List<Prediction> predict(List<Case> cases) {
        List<Prediction> answers = batcher.predict(cases);
        notes.accept(cases, answers);
        return answers;
    }

    /** The same of cases that are only tried out: nobody takes note. */
    public List<Prediction> tryOut(List<Case> cases) {
        return batcher.predict(cases);
    }

    /** Whether it could be borrowed: a model that has been closed cannot. */
    synchronized boolean borrow() {
        if (borrowers == 0) {
            return false;
        }
        borrowers++;
        return true;
    }

    /** Gives it back; the last one closes it. */
    void giveBack() {
        synchronized (this) {
            borrowers--;
            if (borrowers > 0) {
                return;
            }
        }
        batcher.close();
        model.explainer().close();
        model.predictor().close();
    }
}

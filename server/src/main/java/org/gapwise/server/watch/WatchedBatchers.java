package org.gapwise.server.watch;

import java.util.Optional;
import org.gapwise.core.monitor.LoggedPredictor;
import org.gapwise.core.monitor.ModelId;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.core.predict.Predictor;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelName;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.OpenModel;

/** Batchers whose answers are counted and, where there is a log, noted. */
public record WatchedBatchers(Batcher.Batching batching, Metrics metrics, Optional<PredictionLog> log)
        implements Models.Batchers {

    @Override
    public Batcher of(ModelName name, OpenModel model) {
        Predictor asked = log.<Predictor>map(kept -> new LoggedPredictor(
                        model.predictor(),
                        kept,
                        new ModelId(name.name(), name.version(), model.fingerprint()),
                        model.profile()))
                .orElse(model.predictor());
        return new Batcher(asked, batching, answers -> metrics.batch(name, asked.schema(), answers));
    }
}

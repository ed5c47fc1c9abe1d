package org.gapwise.server.watch;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.monitor.ModelId;
import org.gapwise.core.monitor.Notes;
import org.gapwise.core.monitor.PredictionLog;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.Schema;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelName;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.OpenModel;

/** Batchers whose answers are counted and, where there is a log, noted; but for those that were only tried out. */
public record WatchedBatchers(Batcher.Batching batching, Metrics metrics, Optional<PredictionLog> log)
        implements Models.Batchers {

    @Override
    public Batcher of(ModelName name, OpenModel model) {
        return new Batcher(model.predictor(), batching, answers -> metrics.batch(name, answers.size()));
    }

    @Override
    public BiConsumer<List<Case>, List<Prediction>> notes(ModelName name, OpenModel model) {
        Schema schema = model.predictor().schema();
        ModelId id = new ModelId(name.name(), name.version(), model.fingerprint());
        Optional<Notes> notes = log.map(kept -> Notes.in(kept, id, schema, model.profile()));
        return (cases, answers) -> {
            metrics.answers(name, schema, answers);
            notes.ifPresent(each -> each.take(cases, answers));
        };
    }
}

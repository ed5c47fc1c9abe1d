package org.gapwise.study.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.simulate.Optimum;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Lesson;
import org.gapwise.study.Method;
import org.gapwise.study.protocol.Protocol;

/**
 * The best that any method can do, looked up beside a simulated cohort.
 *
 * @param folder of the cohort
 */
public record BestPossible(Path folder) implements Method {

    /** Known where whole modalities go missing; of single cells taken away the simulator keeps no posterior. */
    public static Optional<Method> beside(Path schema, Protocol protocol) {
        Path folder = schema.toAbsolutePath().resolveSibling("");
        boolean known = protocol.id().equals("paper") && Files.exists(folder.resolve("optimum.json"));
        return known ? Optional.of(new BestPossible(folder)) : Optional.empty();
    }

    @Override
    public Entrant entrant(Schema schema) {
        List<String> all = schema.modalityNames();
        String note = "Exact posterior probabilities of the simulation: no method can do better.";
        return new Entrant("optimum", "Best possible", Entrant.Family.OPTIMUM, note, all);
    }

    @Override
    public Predictor learn(Lesson lesson) {
        return Optimum.open(folder);
    }
}

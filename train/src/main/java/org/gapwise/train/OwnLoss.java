package org.gapwise.train;

import java.util.List;
import java.util.OptionalDouble;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.Trainee;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;

/** Judges what answers nothing yet by the loss it is trained on, over the validation part. */
final class OwnLoss {

    private static final int CHUNK = 64;

    private final Schema schema;
    private final List<EncodedCase> cases;
    private final int imageSize;
    private final UncertainPolicy uncertain;

    OwnLoss(Schema schema, List<EncodedCase> cases, Plan plan) {
        this.schema = schema;
        this.cases = cases;
        imageSize = plan.model().image().size();
        uncertain = plan.data().uncertain();
    }

    /** The same draws each time, so that epochs are compared on the same task; 0 without cases. */
    Validation.Score of(Trainee trainee) {
        double sum = 0;
        try (NoGrad none = NoGrad.on()) {
            for (int from = 0; from < cases.size(); from += CHUNK) {
                List<EncodedCase> chunk = cases.subList(from, Math.min(from + CHUNK, cases.size()));
                try (Scope scope = Scope.open()) {
                    Batch batch = Batch.of(schema, chunk, imageSize);
                    sum += chunk.size()
                            * trainee.loss(batch, Pass.inference(), uncertain).item();
                }
            }
        }
        return new Validation.Score(sum / Math.max(1, cases.size()), OptionalDouble.empty());
    }
}

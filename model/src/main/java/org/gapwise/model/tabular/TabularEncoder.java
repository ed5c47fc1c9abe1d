package org.gapwise.model.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.PresentTokens;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;

/** The masked table encoder (method 1.2): features attend to features that are there. */
public final class TabularEncoder extends TableEncoder {

    /** Most numbers that are kept of projected levels. */
    private static final long MOST_KNOWN = 1 << 22;

    /** {@code [L, 3D]}: all levels as the first block projects them, once weights do not change any more. */
    private Optional<Tensor> known = Optional.empty();

    public TabularEncoder(String modality, int features, FeatureEmbedding embedding, Encoder encoder) {
        super(modality, features, embedding, encoder);
    }

    @Override
    public Tokens forward(Batch batch, Pass pass) {
        DistinctCells cells = embedding.cells(batch.table(modality));
        PresentTokens tokens = embedding.tokens(cells);
        boolean settled = pass.isInference() && NoGrad.isOn();
        Optional<Tensor> projected = known.filter(levels -> settled && !tokens.isEmpty())
                .map(levels -> projected(cells, tokens.vectors(), levels));
        return encoder.forwardPresent(tokens, projected, pass.part(modality));
    }

    /** Only numbers have to be projected. */
    private Tensor projected(DistinctCells cells, Tensor tokens, Tensor levels) {
        int numbers = cells.values().length;
        int choices = cells.levels().length;
        List<Tensor> parts = new ArrayList<>();
        if (numbers > 0) {
            encoder.project(tokens.slice(0, 0, numbers)).map(Tensor::toFloat).ifPresent(parts::add);
        }
        if (choices > 0) {
            parts.add(levels.indexSelect(0, Tensor.of(cells.levels(), choices)));
        }
        return parts.size() == 1 ? parts.get(0) : Tensor.concat(parts, 0);
    }

    @Override
    protected void prepare() {
        Tensor levels = embedding.levels();
        if (levels.count() > 0 && 3 * levels.count() <= MOST_KNOWN) {
            try (Scope scope = Scope.open();
                    NoGrad none = NoGrad.on()) {
                known = encoder.project(levels).map(this::derived);
            }
        }
    }
}

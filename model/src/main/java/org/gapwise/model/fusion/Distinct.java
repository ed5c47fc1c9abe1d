package org.gapwise.model.fusion;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gapwise.nn.Functional;
import org.gapwise.nn.Tensor;

/**
 * Packed tokens many of which are alike, as the same level of a feature is in all cases that have it. What depends on a
 * token alone is computed once for all that are alike.
 *
 * @param tokens {@code [K, D]}, those that differ
 * @param which {@code [N]}, by packed token: which of them it is
 * @param known {@code [K, 3D]}, what the first block projects them to, where that is known already
 */
public record Distinct(Tensor tokens, Tensor which, Optional<Tensor> known) {

    /** The same with what the first block projects them to. */
    public Distinct projectedAs(Tensor projected) {
        return new Distinct(tokens, which, Optional.of(projected));
    }

    /** {@code [N, D]}. */
    public Tensor all() {
        return all(tokens);
    }

    /**
     * All tokens after a projection that looks at each by itself.
     *
     * @param all {@code [N, D]}, these tokens
     * @return {@code [N, 3D]}
     */
    Tensor projected(Tensor all, UnaryOperator<Tensor> projection) {
        if (known.isPresent()) {
            return all(known.get());
        }
        // To copy rows costs, too: a half has to be saved.
        boolean alike = 2 * tokens.size(0) <= which.size(0);
        return alike ? all(projection.apply(tokens)) : projection.apply(all);
    }

    /** In 32 bits, as the gradients of many tokens are added up on the way back. */
    private Tensor all(Tensor byToken) {
        return Functional.embedding(byToken.toFloat(), which);
    }
}

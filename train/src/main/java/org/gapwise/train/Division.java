package org.gapwise.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Company;
import org.gapwise.nn.Tensor;

/**
 * How a batch is divided: among ranks, and each rank's share into pieces that are computed one after the other. Gradients
 * are of the undivided batch, whatever the division is.
 */
record Division(Collective ranks, int pieces) {

    static final Division NONE = new Division(Collective.alone(), 1);

    Division {
        if (pieces < 1) {
            throw new IllegalArgumentException("a batch cannot be divided into " + pieces + " pieces");
        }
    }

    /** This rank's share in pieces; none of them is empty, and there may be none. */
    List<Draw> of(Draw batch) {
        int from = place(0, batch.size(), ranks.rank(), ranks.world());
        int to = place(0, batch.size(), ranks.rank() + 1, ranks.world());
        List<Draw> parts = new ArrayList<>();
        for (int p = 0; p < pieces; p++) {
            int first = place(from, to, p, pieces);
            int end = place(from, to, p + 1, pieces);
            if (first < end) {
                parts.add(batch.part(first, end));
            }
        }
        return parts;
    }

    private static int place(int from, int to, int part, int parts) {
        return from + (int) ((long) (to - from) * part / parts);
    }

    /**
     * In whose company a network is normalized, where it learns to be by batch and every rank has one undivided share: what
     * is divided into pieces is normalized piece by piece.
     */
    Optional<Company> company(Trainee network, int batch) {
        boolean learns = network.buffers().size() > 0
                && network.encoderParameters().values().stream().anyMatch(Tensor::isTracked);
        if (ranks.world() == 1 || !learns || ranks.any(pieces > 1 || batch < ranks.world())) {
            return Optional.empty();
        }
        return ranks.peers().map(Company::new);
    }

    boolean isWhole() {
        return ranks.world() == 1 && pieces == 1;
    }

    /** Refuses ranks that do not train the same on the same. */
    void agree(String fingerprint) {
        byte[] own = fingerprint.getBytes(StandardCharsets.UTF_8);
        byte[] first = ranks.first(own);
        if (ranks.any(!Arrays.equals(own, first))) {
            throw new ConfigException(
                    "the ranks have different plans, schemas, data or starting bundles.",
                    "rank " + ranks.rank() + " of " + ranks.world(),
                    "Start them all with the same files and options, but for --rank.");
        }
    }

    /** Refuses what can only be learnt from whole batches. */
    void check(Trainee network) {
        if (!isWhole() && !network.isDivisible()) {
            throw new ConfigException(
                    "its loss compares the cases of a batch with each other, so that a batch cannot be divided.",
                    "model.fusion or pretrain.objective",
                    "Train in one process and without --pieces, or with fusion = \"views\", \"transformer\","
                            + " \"concat\" or \"max\" and objective = \"labels\".");
        }
    }
}

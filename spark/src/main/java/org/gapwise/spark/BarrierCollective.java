package org.gapwise.spark;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.gapwise.core.ConfigException;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Peers;
import org.gapwise.train.Collective;

/**
 * The ranks of a barrier stage. Spark ends the whole stage with the first failure that it hears of, so whoever only
 * notices that another is gone waits a moment: that one may have something to say.
 */
record BarrierCollective(Collective ranks) implements Collective {

    static final Duration COURTESY = Duration.ofSeconds(2);

    @Override
    public int rank() {
        return ranks.rank();
    }

    @Override
    public int world() {
        return ranks.world();
    }

    @Override
    public double gradients(Trainee network, double loss) {
        return noticing(() -> ranks.gradients(network, loss));
    }

    @Override
    public void sum(float[] values) {
        noticing(() -> {
            ranks.sum(values);
            return values;
        });
    }

    @Override
    public boolean any(boolean here) {
        return noticing(() -> ranks.any(here));
    }

    @Override
    public byte[] first(byte[] here) {
        return noticing(() -> ranks.first(here));
    }

    @Override
    public Optional<Peers> peers() {
        return ranks.peers()
                .map(peers -> values -> noticing(() -> {
                    peers.sum(values);
                    return values;
                }));
    }

    private static <T> T noticing(Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (ConfigException e) {
            try {
                Thread.sleep(COURTESY.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new LostRankException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        ranks.close();
    }
}

package org.gapwise.cli;

import java.time.Duration;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.nn.Meeting;
import org.gapwise.train.Collective;
import org.gapwise.train.Ranks;
import picocli.CommandLine.Option;

/** Options that say with whom a model is trained, and in what pieces. */
final class RankChoice {

    private static final int PORTS = 1 << 16;
    private static final String OPTIONS = "--rank, --world, --rendezvous";

    @Option(names = "--rank", paramLabel = "R", description = "Which of several processes this is, from 0.")
    private int rank;

    @Option(names = "--world", paramLabel = "W", description = "How many processes train together.")
    private int world = 1;

    @Option(
            names = "--rendezvous",
            paramLabel = "HOST:PORT",
            description = "Host of rank 0 and a port that is free there.")
    private Optional<String> rendezvous = Optional.empty();

    @Option(
            names = "--arrival",
            paramLabel = "SECONDS",
            description = "How long all may take to read their data and come; ${DEFAULT-VALUE} by default.")
    private int arrival = 600;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long one may keep the others waiting until it is lost; ${DEFAULT-VALUE} by default.")
    private int patience = 15;

    @Option(
            names = "--pieces",
            paramLabel = "N",
            description = "Compute each batch in N pieces, for less memory and the same weights.")
    private Optional<Integer> pieces = Optional.empty();

    Optional<Integer> pieces() {
        return pieces;
    }

    int world() {
        return world;
    }

    boolean isFirst() {
        return rank == 0;
    }

    /** Refuses what cannot be meant, all of it at once. */
    void check() {
        Problems problems = new Problems();
        if (pieces.filter(n -> n < 1).isPresent()) {
            problems.add("is " + pieces.get() + ".", "--pieces", "Give 1 or more.");
        }
        if (world < 1 || rank < 0 || rank >= world) {
            problems.add(
                    "there is no rank " + rank + " among " + world + ".",
                    OPTIONS,
                    "Ranks are counted from 0; the last is --world less 1.");
        }
        if (world > 1 && place().isEmpty()) {
            problems.add(
                    "\"" + rendezvous.orElse("") + "\" is no place to meet.",
                    OPTIONS,
                    "Write --rendezvous HOST:PORT: the host of rank 0 and a port that is free there.");
        }
        if (arrival < 1 || patience < 1) {
            problems.add("a time to wait is less than a second.", "--arrival, --patience", "Give 1 or more.");
        }
        problems.throwIfAny(ConfigException::new);
    }

    /** Waits for the others, if there are any. */
    Collective join() {
        return place().filter(place -> world > 1)
                .map(place -> (Collective) Ranks.join(place))
                .orElseGet(Collective::alone);
    }

    private Optional<Meeting> place() {
        String text = rendezvous.orElse("");
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) >= PORTS) {
            return Optional.empty();
        }
        return Optional.of(new Meeting(
                text.substring(0, colon),
                Integer.parseInt(port),
                rank,
                world,
                Duration.ofSeconds(arrival),
                Duration.ofSeconds(patience)));
    }
}

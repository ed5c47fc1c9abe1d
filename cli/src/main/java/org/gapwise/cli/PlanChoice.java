package org.gapwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.train.Plan;
import org.gapwise.train.PlanRequest;
import picocli.CommandLine.Option;

/** Options that say which plan to train by. */
final class PlanChoice {

    @Option(names = "--preset", paramLabel = "P", description = "balanced, quick, paper or paper-as-released.")
    private Optional<String> preset = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change one key of the plan; may be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the plan's.")
    private Optional<Long> seed = Optional.empty();

    /** The plan of a file, if there is one, with what the options change. */
    Plan plan(Optional<Path> file) {
        return new PlanRequest(file, preset, changes, seed).plan();
    }
}

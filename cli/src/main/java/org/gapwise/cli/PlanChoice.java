package org.gapwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.train.Plan;
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
        if (file.isPresent() && preset.isPresent()) {
            throw new ConfigException(
                    "both a plan file and --preset are given.",
                    file.get().toString(),
                    "Leave one of them out; a plan file names its own `preset`.");
        }
        Plan plan = file.map(PlanChoice::read).orElseGet(() -> Plan.preset(preset.orElse("balanced")));
        Plan changed = changes.isEmpty() ? plan : plan.with(changes);
        return seed.map(changed::withSeed).orElse(changed);
    }

    /** A plan whose weights, if it names any, are taken from its own folder. */
    private static Plan read(Path file) {
        Plan plan = Plan.read(file);
        String weights = plan.model().image().weights();
        if (weights.isEmpty()) {
            return plan;
        }
        String found = file.resolveSibling(weights).normalize().toString();
        String quoted = "\"" + found.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return plan.with(List.of("vision.weights=" + quoted));
    }
}

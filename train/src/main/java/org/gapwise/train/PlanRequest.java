package org.gapwise.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.ConfigException;

/**
 * The plan that somebody asks for.
 *
 * @param file plan.toml, if there is one
 * @param preset a plan by name, instead; {@code balanced} when neither is given
 * @param changes to it, each {@code key=value}
 * @param seed another than the plan's
 */
public record PlanRequest(Optional<Path> file, Optional<String> preset, List<String> changes, Optional<Long> seed) {

    /** The plan of the file or the preset, with what is changed. */
    public Plan plan() {
        if (file.isPresent() && preset.isPresent()) {
            throw new ConfigException(
                    "both a plan file and --preset are given.",
                    file.get().toString(),
                    "Leave one of them out; a plan file names its own `preset`.");
        }
        Plan plan = file.map(PlanRequest::read).orElseGet(() -> Plan.preset(preset.orElse("balanced")));
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

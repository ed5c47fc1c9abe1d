package org.gapwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.data.table.PartRule;
import org.gapwise.train.Plan;
import picocli.CommandLine.Option;

/** Options that say how the cases come into parts. */
final class PartChoice {

    @Option(
            names = "--split",
            paramLabel = "COL",
            description = "Column that says train, valid or test (default: the plan's split, by group).")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "Whose split to look at (default: plan.toml beside the schema, or the preset balanced).")
    private Optional<Path> plan = Optional.empty();

    /** The parts of the cases of a schema. */
    PartRule rule(Path schema) {
        if (column.isPresent() && plan.isPresent()) {
            throw new ConfigException(
                    "both a column and a plan say which case is in which part.", "--split", "Leave one of them out.");
        }
        return column.map(PartRule::stated).orElseGet(() -> {
            Path beside = schema.resolveSibling("plan.toml");
            Plan chosen = plan.or(() -> Optional.of(beside).filter(Files::exists))
                    .map(Plan::read)
                    .orElseGet(() -> Plan.preset("balanced"));
            return PartRule.split(chosen.data().valid(), chosen.data().test(), chosen.seed());
        });
    }
}

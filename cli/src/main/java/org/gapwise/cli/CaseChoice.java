package org.gapwise.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.TableCohort;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a model is asked about: one case, or a table of them. */
final class CaseChoice {

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    /** Exactly one of the two. */
    static final class Input {
        @Option(names = "--case", required = true, paramLabel = "case.json", description = "One case.")
        private Optional<Path> one = Optional.empty();

        @Option(names = "--table", required = true, paramLabel = "T.csv", description = "A table of cases.")
        private Optional<Path> table = Optional.empty();
    }

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Folder of the pictures (default: beside the case or table, as the schema says).")
    private Optional<Path> root = Optional.empty();

    /** The one case; empty when a table was given. */
    Optional<Case> one(Schema schema) {
        return input.one.map(file -> {
            Path beside = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of(""));
            return new CaseFile(file, schema, root.orElse(beside)).read();
        });
    }

    TableCohort table(Schema schema) {
        String file = input.table.orElseThrow().toString();
        return root.isPresent()
                ? TableCohort.openForPrediction(schema, file, root.get())
                : TableCohort.openForPrediction(schema, file);
    }
}

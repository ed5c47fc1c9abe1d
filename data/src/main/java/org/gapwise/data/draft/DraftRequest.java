package org.gapwise.data.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a person says about a table; everything else is guessed.
 *
 * @param table path of the table, or {@code file.duckdb#table}
 * @param folder where schema.toml will stand
 * @param images column of picture paths
 * @param group column of the patient
 * @param targets columns to predict; none means: guess
 * @param leftOut columns that are no features, e.g. because they are known only after the outcome
 */
public record DraftRequest(
        String table,
        Path folder,
        Optional<String> images,
        Optional<String> group,
        List<String> targets,
        List<String> leftOut) {

    public DraftRequest {
        targets = List.copyOf(targets);
        leftOut = List.copyOf(leftOut);
    }
}

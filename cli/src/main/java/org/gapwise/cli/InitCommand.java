package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.core.file.AtomicFile;
import org.gapwise.core.file.Json;
import org.gapwise.data.draft.Draft;
import org.gapwise.data.draft.DraftRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise init}. */
@Command(
        name = "init",
        header = "Drafts schema.toml and plan.toml from a table.",
        description =
                "Guesses kinds, units, pictures and how the table writes \"not measured\", and remarks on each guess:"
                        + " read both files before you train. Nothing is ever overwritten.",
        footer = {"", "Example:", "  gapwise init cases.csv --images image_file --group patient --targets pneumonia"})
final class InitCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "TABLE", description = "CSV, CSV.gz, Parquet, or file.duckdb#table.")
    private String table = "";

    @Option(names = "--images", paramLabel = "COL", description = "Column of picture paths.")
    private Optional<String> images = Optional.empty();

    @Option(names = "--group", paramLabel = "COL", description = "Column of what must not be split: the patient.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--targets", split = ",", paramLabel = "COL", description = "Columns to predict.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--leave-out",
            split = ",",
            paramLabel = "COL",
            description = "Columns that are no features, e.g. known only after the outcome.")
    private List<String> leftOut = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the two files (default: the table's).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        Path folder = out.orElseGet(this::beside);
        Path schema = folder.resolve("schema.toml");
        Path plan = folder.resolve("plan.toml");
        refuse(List.of(schema, plan));
        Draft draft = Draft.of(new DraftRequest(table, folder, images, group, targets, leftOut));
        AtomicFile.write(schema, draft.schema());
        AtomicFile.write(plan, draft.plan());
        draft.remarks().forEach(remark -> common.say("note: " + remark));
        ObjectNode tree = Json.object();
        tree.put("schema", schema.toString()).put("plan", plan.toString());
        tree.set("remarks", Json.tree(draft.remarks()));
        common.answer("Read " + schema + " and " + plan + ", then: gapwise inspect " + schema, tree);
        return 0;
    }

    private Path beside() {
        int database = table.lastIndexOf('#');
        Path file = Path.of(database > 0 ? table.substring(0, database) : table);
        return Objects.requireNonNullElse(file.getParent(), Path.of(""));
    }

    private static void refuse(List<Path> files) {
        Problems problems = new Problems();
        files.stream()
                .filter(Files::exists)
                .forEach(file -> problems.add(
                        "the file is there already, and is never overwritten.",
                        file.toString(),
                        "Remove it, or give another folder with --out."));
        problems.throwIfAny(ConfigException::new);
    }
}

package org.gapwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.audit.Audit;
import org.gapwise.data.audit.AuditRequest;
import org.gapwise.data.audit.Times;
import org.gapwise.data.table.TableSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise audit}. */
@Command(
        name = "audit",
        header = "Looks for leaks, and for values that are not what they seem.",
        description =
                "Patients and pictures on both sides of a split, features that are the answer, values from after the"
                        + " outcome, codes such as -1 and 999, two units in one column, keys that differ by case or"
                        + " zeros. Ends with 3 when the data must not be used as they are. --out also writes"
                        + " report.html and audit.json.",
        footer = {
            "",
            "Examples:",
            "  gapwise audit schema.toml --out audit",
            "  gapwise audit schema.toml --split source_split",
            "  gapwise audit schema.toml --image-time study_time --value-time lactate=lactate_at"
        })
final class AuditCommand implements Callable<Integer> {

    private static final int UNUSABLE = 3;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "SCHEMA", description = "schema.toml.")
    private Path file = Path.of("");

    @Mixin
    private final PartChoice parts = new PartChoice();

    @Option(names = "--outcome-time", paramLabel = "COL", description = "Column of when the answer was known.")
    private Optional<String> outcomeTime = Optional.empty();

    @Option(names = "--image-time", paramLabel = "COL", description = "Column of when the picture was taken.")
    private Optional<String> imageTime = Optional.empty();

    @Option(
            names = "--value-time",
            paramLabel = "[FEATURE=]COL",
            description = "Column of when a feature, or without its name all of them, was recorded; may be repeated."
                    + " Columns named FEATURE_time, _charttime, _datetime or _recorded are found.")
    private List<String> valueTimes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to make.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        out.ifPresent(Folders::requireNew);
        Times times = times();
        Schema schema = Schema.read(file);
        TableSource source = TableSource.of(schema, file.toAbsolutePath().resolveSibling(""));
        Audit audit = Audit.of(new AuditRequest(schema, source, parts.rule(file), times, common.progress()));
        out.ifPresent(path -> write(audit, path));
        common.answer(AuditPage.text(audit), audit.toJson());
        return audit.usable() ? 0 : UNUSABLE;
    }

    private Times times() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : valueTimes) {
            int equals = text.lastIndexOf('=');
            values.put(equals < 0 ? Times.ALL : text.substring(0, equals), text.substring(equals + 1));
        }
        if (!values.isEmpty() && outcomeTime.isEmpty() && imageTime.isEmpty()) {
            throw new ConfigException(
                    "there is nothing to compare times with.",
                    "--value-time",
                    "Also name --outcome-time or --image-time.");
        }
        return new Times(outcomeTime, imageTime, values);
    }

    private void write(Audit audit, Path path) {
        try (PartFolder folder = PartFolder.open(path)) {
            Json.write(folder.path().resolve("audit.json"), audit.toJson());
            AuditPage.of(audit).write(folder.path().resolve("report.html"));
            folder.complete();
        }
        common.say("see " + path.resolve("report.html"));
    }
}

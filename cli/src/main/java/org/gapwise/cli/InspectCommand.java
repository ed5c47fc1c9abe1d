package org.gapwise.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.inspect.Inspection;
import org.gapwise.data.table.TableSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise inspect}. */
@Command(
        name = "inspect",
        header = "Tells what is there, what is missing, and what is wrong.",
        description =
                "Reads the table and every picture once: types, units and ranges, what is missing and with what, how"
                        + " the parts differ, labels, and pictures that cannot be read, are copies, blank or inverted."
                        + " Ends with 3, all faults listed, when training would refuse the data. --out also writes"
                        + " report.html and inspection.json.",
        footer = {
            "",
            "Examples:",
            "  gapwise inspect schema.toml --out inspection",
            "  gapwise inspect schema.toml --split source_split"
        })
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "SCHEMA", description = "schema.toml.")
    private Path file = Path.of("");

    @Mixin
    private final PartChoice parts = new PartChoice();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to make.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        out.ifPresent(Folders::requireNew);
        Schema schema = Schema.read(file);
        Path folder = file.toAbsolutePath().resolveSibling("");
        Inspection inspection =
                Inspection.of(schema, TableSource.of(schema, folder), parts.rule(file), common.progress());
        out.ifPresent(path -> write(inspection, path));
        inspection.requireUsable();
        common.answer(text(inspection), inspection.toJson());
        return 0;
    }

    private void write(Inspection inspection, Path path) {
        try (PartFolder folder = PartFolder.open(path)) {
            Json.write(folder.path().resolve("inspection.json"), inspection.toJson());
            InspectionPage.of(inspection).write(folder.path().resolve("report.html"));
            folder.complete();
        }
        common.say("see " + path.resolve("report.html"));
    }

    private static String text(Inspection inspection) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%d cases of %d groups%n%n", inspection.cases(), inspection.groups()));
        InspectionPage.patterns(inspection).forEach(row -> text.append(row(row.get(1), row.get(0))));
        text.append('\n');
        inspection
                .features()
                .forEach(feature -> text.append(row(
                        InspectionPage.percent(feature.missingRate()),
                        feature.name() + "  " + FeaturesSection.words(feature))));
        text.append('\n');
        InspectionPage.targets(inspection)
                .forEach(row -> text.append(row(row.get(1), row.get(0) + " positive, " + row.get(2) + " negative")));
        inspection.warnings().forEach(warning -> text.append("\nnote: ").append(warning));
        return text.append("\nThe data can be used.").toString();
    }

    private static String row(String figure, String what) {
        return String.format(Locale.ROOT, "%8s  %s%n", figure, what.strip());
    }
}

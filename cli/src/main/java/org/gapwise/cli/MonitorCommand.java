package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.core.monitor.Head;
import org.gapwise.evaluate.monitor.Drift;
import org.gapwise.evaluate.monitor.Monitoring;
import org.gapwise.evaluate.monitor.Watched;
import org.gapwise.evaluate.monitor.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise monitor}. */
@Command(
        name = "monitor",
        header = "Tells whether a model in use is still asked, and still answers, as before.",
        description =
                "Follows the chain of a log that serve or predict wrote with --log; a line that was changed, removed"
                        + " or moved ends with 3 and is named. Compares each window of answers with the training cases:"
                        + " which inputs there are, their values, and the answers. Writes monitor.html and monitor.json.",
        footer = {
            "",
            "Examples:",
            "  gapwise monitor log --out watched",
            "  gapwise monitor log --reference january --window 1000 --fail-on-drift --out watched"
        })
final class MonitorCommand implements Callable<Integer> {

    private static final int DRIFTED = 3;
    private static final int LEAST = 100;
    private static final int SHOWN = 12;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "LOG", description = "Folder that serve or predict wrote with --log.")
    private Path log = Path.of("");

    @Option(
            names = "--reference",
            paramLabel = "WHAT",
            defaultValue = "training",
            description = "training: the cases the model was trained on; first: the first window; or the folder of"
                    + " another log of the same model (default: ${DEFAULT-VALUE}).")
    private String reference = "training";

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "500",
            description = "Answers of a window (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Chance of any false alarm in the whole report (default: ${DEFAULT-VALUE}).")
    private double alpha;

    @Option(
            names = "--anchor",
            split = ",",
            paramLabel = "N:HASH",
            description = "End of the log as an earlier report told it; the log must still hold it.")
    private List<String> anchors = List.of();

    @Option(names = "--fail-on-drift", description = "End with 3 when there is an alarm.")
    private boolean failOnDrift;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        Folders.requireNew(out);
        Monitoring.Result result = new Monitoring(options()).of(log);
        ObjectNode tree = tree(result);
        try (PartFolder folder = PartFolder.open(out)) {
            Json.write(folder.path().resolve("monitor.json"), tree);
            MonitorPage.of(result).write(folder.path().resolve("monitor.html"));
            folder.complete();
        }
        common.answer(text(result), tree);
        return failOnDrift && result.alarms() > 0 ? DRIFTED : 0;
    }

    private Monitoring.Options options() {
        if (window < LEAST || !(alpha > 0 && alpha < 1)) {
            throw new ConfigException(
                    "a window has at least " + LEAST + " answers, and alpha is a share.",
                    "--window, --alpha",
                    "Give e.g. 500 and 0.05.");
        }
        Monitoring.Reference wanted =
                switch (reference) {
                    case "training" -> new Monitoring.Reference.Training();
                    case "first" -> new Monitoring.Reference.First();
                    default -> new Monitoring.Reference.Other(Path.of(reference));
                };
        return new Monitoring.Options(
                wanted,
                window,
                alpha,
                anchors.stream().map(MonitorCommand::anchor).toList());
    }

    private static Head anchor(String text) {
        try {
            return Head.of(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "this is no end of a log.", "--anchor", "Give NUMBER:HASH as monitor printed it.");
        }
    }

    private static ObjectNode tree(Monitoring.Result result) {
        double alpha = result.options().alpha();
        ObjectNode tree = Json.object().put("version", 1);
        tree.put("first_line", result.reading().first());
        tree.put("anchor", result.reading().head().toString());
        tree.put("lost", result.lost()).put("window", result.options().window());
        tree.put("alpha", alpha).put("tests", result.tests()).put("alarms", result.alarms());
        ArrayNode models = tree.putArray("models");
        for (Watched watched : result.models()) {
            ObjectNode model = models.addObject();
            model.set("model", Json.tree(watched.model()));
            model.put("reference", watched.origin()).put("waiting", watched.waiting());
            model.set("before", Json.tree(watched.reference()));
            ArrayNode windows = model.putArray("windows");
            for (Window each : watched.windows()) {
                ObjectNode one = windows.addObject();
                one.put("first_line", each.first()).put("last_line", each.last());
                one.put("from", each.from()).put("to", each.to());
                one.set("counts", Json.tree(each.census()));
                ArrayNode drifts = one.putArray("drifts");
                each.drifts().forEach(drift -> write(drift, alpha, drifts.addObject()));
            }
        }
        return tree;
    }

    /** What is not known has no key. */
    private static void write(Drift drift, double alpha, ObjectNode one) {
        one.put("kind", drift.kind().name().toLowerCase(Locale.ROOT));
        one.put("name", drift.name()).put("alarm", drift.alarms(alpha));
        drift.before().ifPresent(value -> one.put("before", value));
        drift.now().ifPresent(value -> one.put("now", value));
        drift.change().value().ifPresent(value -> one.put("change", value));
        drift.change().low().ifPresent(value -> one.put("low", value));
        drift.change().high().ifPresent(value -> one.put("high", value));
        drift.p().ifPresent(value -> one.put("p", value));
        drift.adjusted().ifPresent(value -> one.put("p_adjusted", value));
    }

    private String text(Monitoring.Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "The chain is whole from line %d to line %d.%nanchor %s%n",
                result.reading().first(),
                result.reading().head().number(),
                result.reading().head()));
        if (result.lost() > 0) {
            text.append(String.format(Locale.ROOT, "%d answers could not be logged.%n", result.lost()));
        }
        for (Watched watched : result.models()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %d windows beside %s%n",
                    watched.model(),
                    watched.windows().size(),
                    watched.origin()));
        }
        List<String> alarms = MonitorPage.alarms(result).stream()
                .map(row -> String.join("  ", row))
                .toList();
        alarms.stream()
                .limit(SHOWN)
                .forEach(each -> text.append("drift: ").append(each).append('\n'));
        String more = alarms.size() > SHOWN ? " The page shows all." : "";
        return text.append(String.format(
                        Locale.ROOT, "%d alarms in %d tests.%s%nOpen ", result.alarms(), result.tests(), more))
                .append(out.resolve("monitor.html"))
                .append('\n')
                .toString();
    }
}

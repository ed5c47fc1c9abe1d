package org.gapwise.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gapwise.evaluate.monitor.Drift;
import org.gapwise.evaluate.monitor.Kind;
import org.gapwise.evaluate.monitor.Monitoring;
import org.gapwise.evaluate.monitor.Watched;
import org.gapwise.evaluate.monitor.Window;
import org.gapwise.evaluate.report.CourseSection;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;
import org.gapwise.evaluate.report.TableSection;
import org.gapwise.evaluate.report.TextSection;

/** The page of a monitoring. */
final class MonitorPage {

    private MonitorPage() {}

    static Report of(Monitoring.Result result) {
        List<Section> sections = new ArrayList<>();
        sections.add(new TableSection(
                "alarms",
                "Alarms",
                "Changes that are more than chance makes of all " + Figures.count(result.tests())
                        + " tests of this page. An alarm says that something changed, not that it is wrong.",
                result.alarms() == 0 ? "No alarm" : "What has drifted, in the order of the log",
                List.of("Lines", "What", "Before", "Now", "Change", "95\u00a0% interval", "p, adjusted"),
                alarms(result),
                Set.of(0, 1)));
        int number = 1;
        for (Watched watched : result.models()) {
            String id = "model-" + "abcdefghijklmnopqrstuvwxyz".charAt(Math.min(25, number - 1)) + "-";
            sections.add(new CourseSection(watched, Kind.MODALITY, id + "there"));
            sections.add(new CourseSection(watched, Kind.MEAN, id + "answers"));
            sections.add(largest(watched, id + "largest"));
            number++;
        }
        sections.add(new TextSection("reading", "How to read this page", "", reading(result)));
        return Report.of("Is it still as it was?", subtitle(result), sections);
    }

    private static String subtitle(Monitoring.Result result) {
        long windows = result.models().stream()
                .mapToLong(each -> each.windows().size())
                .sum();
        return String.format(
                Locale.ROOT,
                "%s in %s of %s. The chain of the log is whole from line %,d to line %,d.%s",
                Figures.many(result.alarms(), "alarm"),
                Figures.many(windows, "window"),
                Figures.many(result.models().size(), "model"),
                result.reading().first(),
                result.reading().head().number(),
                result.lost() == 0 ? "" : " " + Figures.many(result.lost(), "answer") + " could not be logged.");
    }

    /** A row for each alarm. */
    static List<List<String>> alarms(Monitoring.Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (Watched watched : result.models()) {
            for (Window window : watched.windows()) {
                window.drifts().stream()
                        .filter(drift -> drift.alarms(result.options().alpha()))
                        .forEach(drift -> rows.add(row(where(result, watched, window), drift)));
            }
        }
        return rows;
    }

    private static String where(Monitoring.Result result, Watched watched, Window window) {
        String model = watched.model().name() + " " + watched.model().version() + ", ";
        return (result.models().size() == 1 ? "" : model) + lines(window);
    }

    private static String lines(Window window) {
        return window.first() + "\u2013" + window.last();
    }

    private static List<String> row(String where, Drift drift) {
        String name = drift.name().isEmpty() ? "" : ": " + drift.name();
        return List.of(
                where,
                drift.kind().words() + name,
                figure(drift.before()),
                figure(drift.now()),
                (drift.kind().isDifference() ? "" : "PSI ") + Figures.value(drift.change()),
                Figures.interval(drift.change()),
                drift.adjusted().isPresent() ? Figures.p(drift.adjusted().getAsDouble()) : Figures.UNDEFINED);
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? Figures.three(value.getAsDouble()) : "";
    }

    /** For everything that is compared, the window in which it was farthest off. */
    private static Section largest(Watched watched, String id) {
        Map<String, Farthest> most = new LinkedHashMap<>();
        for (Window window : watched.windows()) {
            for (Drift drift : window.drifts()) {
                most.merge(
                        drift.kind() + " " + drift.name(),
                        new Farthest(window, drift),
                        (one, other) -> other.p() < one.p() ? other : one);
            }
        }
        List<List<String>> rows = most.values().stream()
                .sorted(Comparator.comparingDouble(Farthest::p))
                .map(each -> row(lines(each.window()), each.drift()))
                .toList();
        return new TableSection(
                id,
                "Everything compared",
                "Model " + watched.model() + ", beside " + watched.origin() + " ("
                        + Figures.many(watched.reference().cases(), "case") + ").",
                "Each thing in the window in which it was farthest off",
                List.of("Lines", "What", "Before", "Now", "Change", "95\u00a0% interval", "p, adjusted"),
                rows,
                Set.of(0, 1));
    }

    /** Something in the window in which it was farthest off. */
    private record Farthest(Window window, Drift drift) {

        /** What was not tested comes last. */
        double p() {
            return drift.p().orElse(2);
        }
    }

    private static List<String> reading(Monitoring.Result result) {
        return List.of(
                "Each window of " + Figures.count(result.options().window())
                        + " answers is compared with the reference. If nothing has changed, the chance that this page"
                        + " shows any alarm at all is at most "
                        + Figures.percent(result.options().alpha())
                        + " (Holm, in two families), as long as cases are independent: the log does not know patients,"
                        + " and many cases of a few patients make alarms too easily.",
                "Presence is compared exactly (Fisher), distributions by chi-square over bins, means by their normal"
                        + " distribution. PSI is the population stability index less what chance adds; below 0.1 is"
                        + " usually taken as little, above 0.25 as much.",
                "Nothing here tells whether answers are right: that needs labels (`gapwise evaluate`).",
                "The end of the log is " + result.reading().head()
                        + ". Keep it elsewhere, and give it to `--anchor` next time: whoever can write to the log"
                        + " could also make its chain anew.");
    }
}

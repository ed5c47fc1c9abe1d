package org.gapwise.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gapwise.core.file.Json;
import org.gapwise.evaluate.report.Report;
import org.gapwise.evaluate.report.Section;

/** What a run found, for people and for machines. */
public final class BenchPage {

    private static final double GIGA = 1e9;

    private final Figures figures;

    public BenchPage(Figures figures) {
        this.figures = figures;
    }

    /** Writes {@code bench.json} and {@code bench.html}. */
    public void write(Path folder) {
        folder(folder);
        Json.write(folder.resolve("bench.json"), figures);
        List<Section> sections = new ArrayList<>();
        List<String> works = figures.timings().stream()
                .map(Figures.Timing::workload)
                .distinct()
                .toList();
        for (String work : works) {
            for (String kind : List.of("speed", "cost", "transformer", "bookkeeping")) {
                List<Figures.Ratio> ratios = figures.ratios().stream()
                        .filter(r -> r.workload().equals(work) && r.kind().equals(kind))
                        .toList();
                if (!ratios.isEmpty()) {
                    sections.add(new RatioSection(work, kind, ratios));
                }
            }
            sections.add(new TimingSection(
                    work,
                    figures.timings().stream()
                            .filter(t -> t.workload().equals(work))
                            .toList()));
        }
        sections.add(new MachineSection(figures));
        Report.of(
                        "Speed",
                        "Everything took turns; each dot is the median of quotients within a round, the line through it their quartiles.",
                        sections)
                .write(folder.resolve("bench.html"));
    }

    /** Makes a folder for what is found, unless it is there. */
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A summary for the terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        figures.machine().forEach((name, value) -> line(text, "%s: %s", name, value));
        for (Map.Entry<String, Spread> peak : figures.peak().entrySet()) {
            line(
                    text,
                    "matrix products in %s: %.0f GFLOP/s",
                    peak.getKey(),
                    peak.getValue().median() / GIGA);
        }
        for (Figures.Timing t : figures.timings()) {
            line(
                    text,
                    "%-9s %-28s %s  %-25s %-30s %9.1f ms [%.1f to %.1f]%s",
                    t.workload(),
                    t.contender(),
                    t.precision(),
                    t.operation(),
                    t.scene(),
                    t.wall().median() * 1e3,
                    t.wall().low() * 1e3,
                    t.wall().high() * 1e3,
                    Double.isNaN(t.utilisation())
                            ? ""
                            : String.format(Locale.ROOT, "  %.0f %% of the peak", t.utilisation() * 100));
        }
        for (Figures.Ratio r : figures.ratios()) {
            line(text, "%-9s %s  %s", r.workload(), quotient(r), r.what());
        }
        return text.toString();
    }

    static String quotient(Figures.Ratio ratio) {
        Spread spread = ratio.spread();
        String limit = Double.isNaN(ratio.limit()) ? "" : String.format(Locale.ROOT, ", limit %.2f", ratio.limit());
        return String.format(Locale.ROOT, "%.2f [%.2f to %.2f%s]", spread.median(), spread.low(), spread.high(), limit);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

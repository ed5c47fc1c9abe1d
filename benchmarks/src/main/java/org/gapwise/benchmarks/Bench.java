package org.gapwise.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.nn.EngineInfo;
import org.gapwise.nn.Native;
import org.gapwise.nn.Precision;

/**
 * One program that times us and others, taking turns so that whatever else the machine does hits all alike. It ends with
 * ratios: seconds are of this hour, ratios last.
 */
public final class Bench {

    static final String EXPERT = "expert PyTorch";
    static final String AUTHORS = "authors' modules";

    private static final int SIDE = 2048;
    private static final int SMALL = 256;

    private final Options options;
    private final Progress progress;

    /**
     * @param workloads by name, see {@link Workload#NAMES}
     * @param rounds how often everything is repeated
     * @param few whether three scenes and a small peak are enough
     * @param python with torch, for peers
     * @param authors a checkout of the authors' repository
     */
    public record Options(
            List<Workload> workloads,
            int rounds,
            boolean few,
            List<Precision> precisions,
            Optional<Path> python,
            Optional<Path> authors) {}

    public Bench(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs it all; long. */
    public Figures run() {
        Map<String, String> machine = machine();
        Map<String, List<Double>> peaks = new LinkedHashMap<>();
        List<Figures.Timing> timings = new ArrayList<>();
        List<Figures.Ratio> ratios = new ArrayList<>();
        Path folder = folder();
        try {
            for (Workload work : options.workloads) {
                try (Match match = match(work, folder, machine)) {
                    rounds(match, peaks);
                    Findings findings = new Findings(match, spreads(peaks));
                    timings.addAll(findings.timings());
                    ratios.addAll(findings.ratios());
                }
            }
        } finally {
            delete(folder);
        }
        machine.put("load at the end", load());
        return new Figures(machine, spreads(peaks), timings, ratios);
    }

    private Match match(Workload work, Path folder, Map<String, String> machine) {
        Match match = new Match(work, options.few ? Scene.FEW : Scene.ALL);
        options.python.ifPresent(python -> {
            match.invite(Peer.tuned(EXPERT, "expert.py", python, folder), folder, "");
            note(machine, work, EXPERT, match.difference(match.peer(0), Precision.FP32));
            options.authors
                    .filter(checkout -> work.name().equals("paper"))
                    .ifPresent(checkout -> match.invite(
                            Peer.plain(AUTHORS, "authors.py", python, folder), folder, checkout.toString()));
        });
        for (Precision precision : options.precisions) {
            note(machine, work, "Gapwise " + precision.word(), match.difference(match.ours(), precision));
        }
        return match;
    }

    private static void note(Map<String, String> machine, Workload work, String who, double difference) {
        machine.put(
                "probabilities of " + work.name() + ", " + who + " against ours in fp32",
                String.format(Locale.ROOT, "differ by at most %.1e", difference));
    }

    private void rounds(Match match, Map<String, List<Double>> peaks) {
        int scenes = options.few ? Scene.FEW.size() : Scene.ALL.size();
        progress.start(match.work().name(), (long) (options.rounds + 1) * (scenes + 1) * options.precisions.size());
        if (!options.few) {
            match.warm(options.precisions);
        }
        Peak peak = new Peak(options.few ? SMALL : SIDE);
        for (int round = 0; round <= options.rounds; round++) {
            for (Precision precision : options.precisions) {
                peaks.computeIfAbsent(precision.word(), p -> new ArrayList<>()).add(peak.measure(precision));
            }
            match.round(round > 0, options.precisions, progress);
        }
        progress.done();
    }

    private static Map<String, Spread> spreads(Map<String, List<Double>> peaks) {
        Map<String, Spread> spreads = new LinkedHashMap<>();
        peaks.forEach((precision, values) -> spreads.put(precision, Spread.of(values)));
        return spreads;
    }

    private static Map<String, String> machine() {
        EngineInfo engine = Native.describe();
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        machine.put("threads", String.valueOf(engine.threads()));
        machine.put("engine", "libtorch " + engine.torch() + ", " + engine.capability());
        machine.put("java", System.getProperty("java.version"));
        machine.put("load at the start", load());
        return machine;
    }

    private static String load() {
        return String.format(Locale.ROOT, "%.1f", Watch.load());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gapwise-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

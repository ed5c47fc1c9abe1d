package org.gapwise.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;

/**
 * Times ranks that train together on this machine, a process each, over the loopback, and says what a model makes of it for
 * more of them.
 */
public final class RankBench {

    private static final String HOST = "127.0.0.1";
    private static final double MEGA = 1e6;

    private final Workload work;
    private final int ranks;
    private final int rounds;

    /**
     * @param ranks at least 2
     * @param rounds how often everything is repeated
     */
    public RankBench(Workload work, int ranks, int rounds) {
        this.work = work;
        this.ranks = ranks;
        this.rounds = rounds;
    }

    /** Measured and forecast. */
    public record Found(
            RankFigures measured, double strong, double weak, double overlap, List<RankModel.Forecast> more) {

        static Found of(RankFigures measured) {
            RankModel model = RankModel.of(measured);
            List<RankModel.Forecast> more = Stream.concat(
                            Stream.of(RankModel.loopback(measured)), RankModel.Network.USUAL.stream())
                    .flatMap(network -> model.forecasts(network).stream())
                    .toList();
            return new Found(
                    measured, measured.strongEfficiency(), measured.weakEfficiency(), measured.overlap(), more);
        }

        /** For the terminal. */
        public String text() {
            StringBuilder text = new StringBuilder();
            RankFigures m = measured;
            line(text, "%s, batches of %d, %d ranks of %d threads", m.workload(), m.batch(), m.ranks(), m.threads());
            times(text, "one rank, a whole batch", m.alone());
            times(text, "one rank, a share of it", m.aloneOnShare());
            times(text, "all, one batch", m.strong());
            times(text, "all, one batch each", m.weak());
            times(text, "exchange of gradients", m.gradients());
            times(text, "exchanges of batch norms, waiting included", m.norms());
            line(text, "efficiency: %.2f with one batch for all, %.2f with one each", strong, weak);
            line(
                    text,
                    "added up in a step: %.2f MB of gradients at once, %.3f MB of batch norms in %.0f exchanges",
                    m.gradientBytes() / MEGA,
                    m.normBytes() / MEGA,
                    m.normExchanges());
            line(text, "hidden behind the backward pass: %.0f %%", overlap * 100);
            for (RankModel.Forecast f : more) {
                line(
                        text,
                        "%-22s %3d workers: %.2f with one batch for all, %.2f with one each, %.1f MB sent by each",
                        f.network(),
                        f.workers(),
                        f.strong(),
                        f.weak(),
                        f.sent() / MEGA);
            }
            return text.toString();
        }

        private static void times(StringBuilder text, String what, Spread spread) {
            line(
                    text,
                    "%-43s %9.2f ms [%.2f to %.2f]",
                    what,
                    spread.median() * 1e3,
                    spread.low() * 1e3,
                    spread.high() * 1e3);
        }

        private static void line(StringBuilder text, String format, Object... values) {
            text.append(String.format(Locale.ROOT, format, values)).append('\n');
        }
    }

    /** Starts the ranks and waits for them. */
    public Found run() {
        try {
            Path file = Files.createTempFile("gapwise-ranks", ".json");
            try {
                int port = port();
                List<Process> processes = new ArrayList<>();
                for (int rank = 0; rank < ranks; rank++) {
                    processes.add(start(rank, port, file));
                }
                await(processes);
                return Found.of(Json.bind(Json.read(file), RankFigures.class));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the first rank wrote something else than its figures", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(List<Process> processes) {
        try {
            for (Process process : processes) {
                if (process.waitFor() != 0) {
                    throw new ConfigException(
                            "one of them ended with " + process.exitValue() + ".",
                            "--ranks",
                            "See its messages above; on systems other than Linux there are no ranks.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ranks were at work", e);
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private Process start(int rank, int port, Path file) throws IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / ranks);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RankTrial.class.getName(),
                HOST,
                String.valueOf(port),
                String.valueOf(rank),
                String.valueOf(ranks),
                work.name(),
                String.valueOf(work.batch()),
                String.valueOf(rounds),
                file.toString());
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        // The engine tells on standard output that ranks have met.
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a server is, for a quiet machine: with -Dgapwise.serve.times=true, and -Dgapwise.serve.model=FOLDER for a model
 * of one's own, e.g. that of `gapwise demo --quick`. Any model is asked about a case of which nothing is known.
 */
@EnabledIfSystemProperty(named = "gapwise.serve.times", matches = "true")
final class ServeTimesIT {

    private static final double MOST_SECONDS = 3;
    private static final int SINGLE = 100;
    private static final int SECONDS = 30;
    private static final int PER_SECOND = 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void aServerIsReadySoonAndStaysQuick() throws Exception {
        Program program = new Program(folder);
        String model = System.getProperty("gapwise.serve.model", "");
        if (model.isEmpty()) {
            SmallData.write(folder);
            program.run(SmallData.training(1, "model").toArray(String[]::new)).done();
            model = "model";
        }
        long began = System.nanoTime();
        Program.Started server = program.start("serve", model, "--port=0", "--json");
        try {
            JsonNode said = ServeIT.said(server);
            double start = seconds(began);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + said.path("port").asInt() + "/v1/predict"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            double[] single = single(request);
            double[] paced = paced(request);
            double median = single[single.length / 2];
            double p99 = paced[paced.length * 99 / 100];
            System.out.printf(
                    "ServeTimesIT: ready after %.2f s; a case alone %.2f ms; p99 at %d a second %.2f ms%n",
                    start, 1000 * median, PER_SECOND, 1000 * p99);
            assertThat(start).isLessThan(MOST_SECONDS);
            assertThat(p99).isLessThan(3 * median);
        } finally {
            server.process().destroy();
            Program.await(server);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Sorted seconds of requests one after the other, after as many to warm up. */
    private static double[] single(HttpRequest request) throws Exception {
        double[] took = new double[SINGLE];
        for (int i = 0; i < 2 * SINGLE; i++) {
            long began = System.nanoTime();
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            took[i % SINGLE] = seconds(began);
        }
        Arrays.sort(took);
        return took;
    }

    /** Sorted seconds of requests that begin at their times, whether the ones before were answered or not. */
    private static double[] paced(HttpRequest request) throws InterruptedException {
        List<CompletableFuture<Double>> asked = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < SECONDS * PER_SECOND; i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            asked.add(CLIENT.sendAsync(request, BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode)
                    .thenApply(status -> status == 200 ? seconds(due) : Double.MAX_VALUE));
        }
        return asked.stream().mapToDouble(CompletableFuture::join).sorted().toArray();
    }
}

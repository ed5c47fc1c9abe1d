package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a server is, for a quiet machine: with -Dgapwise.serve.times=true, and -Dgapwise.serve.model=FOLDER for a model
 * of one's own, e.g. that of `gapwise demo --quick`. It runs as `gapwise serve` starts it. Asked are cases of which nothing
 * is known, and whole ones: all features and every picture, each another one.
 */
@EnabledIfSystemProperty(named = "gapwise.serve.times", matches = "true")
final class ServeTimesIT {

    private static final double MOST_SECONDS = 3;
    private static final int SINGLE = 100;
    private static final int SECONDS = 30;
    private static final int PER_SECOND = 20;
    private static final int CASES = 100;
    private static final int SIDE = 128;
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
        Program.Started server = program.startAsLauncher("serve", "model=" + model, "--port=0", "--json");
        try {
            JsonNode said = ServeIT.said(server);
            double start = seconds(began);
            String address = "http://127.0.0.1:" + said.path("port").asInt();
            Times empty = Times.of(List.of(request(address, "{}")));
            Times whole = Times.of(whole(address));
            System.out.printf(
                    "ServeTimesIT: ready after %.2f s; nothing known: %s; whole cases: %s%n", start, empty, whole);
            assertThat(start).isLessThan(MOST_SECONDS);
            assertThat(empty.p99()).as("of cases of which nothing is known").isLessThan(3 * empty.alone());
            assertThat(whole.p99()).as("of whole cases").isLessThan(3 * whole.alone());
        } finally {
            server.process().destroy();
            Program.await(server);
        }
    }

    /**
     * Seconds of requests.
     *
     * @param alone the median of one after the other
     * @param p99 at 20 a second, from when each was due
     */
    private record Times(double alone, double p50, double p99) {

        static Times of(List<HttpRequest> requests) throws Exception {
            double[] single = single(requests);
            double[] paced = paced(requests);
            return new Times(single[single.length / 2], paced[paced.length / 2], paced[paced.length * 99 / 100]);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "alone %.2f ms, at %d a second %.2f, p99 %.2f (%.1f times)",
                    1000 * alone,
                    PER_SECOND,
                    1000 * p50,
                    1000 * p99,
                    p99 / alone);
        }
    }

    private static HttpRequest request(String address, String body) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/predict"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** As many as no server remembers the pictures of. */
    private static List<HttpRequest> whole(String address) throws Exception {
        JsonNode schema = Json.parse(CLIENT.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/models/model/schema"))
                                .build(),
                        BodyHandlers.ofString())
                .body());
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            SplittableRandom random = Seeds.of(7, "cases", i);
            ObjectNode tree = Json.object();
            for (JsonNode modality : schema.path("modalities")) {
                if (modality.path("kind").asText().equals("image")) {
                    tree.put(modality.path("name").asText(), picture(random));
                }
                for (JsonNode feature : modality.path("features")) {
                    String name = feature.path("name").asText();
                    if (feature.path("kind").asText().equals("categorical")) {
                        JsonNode levels = feature.path("levels");
                        tree.set(name, levels.path(random.nextInt(levels.size())));
                    } else {
                        double low = feature.path("range").path(0).asDouble(0);
                        double high = feature.path("range").path(1).asDouble(100);
                        tree.put(name, low + random.nextDouble() * (high - low));
                    }
                }
            }
            requests.add(request(address, Json.line(tree)));
        }
        return requests;
    }

    private static String picture(SplittableRandom random) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE * SIDE; i++) {
            picture.getRaster().setSample(i % SIDE, i / SIDE, 0, random.nextInt(256));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Sorted seconds of requests one after the other, after as many to warm up. */
    private static double[] single(List<HttpRequest> requests) throws Exception {
        double[] took = new double[SINGLE];
        for (int i = 0; i < 2 * SINGLE; i++) {
            long began = System.nanoTime();
            assertThat(CLIENT.send(requests.get(i % requests.size()), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            took[i % SINGLE] = seconds(began);
        }
        Arrays.sort(took);
        return took;
    }

    /** Sorted seconds of requests that begin at their times, whether the ones before were answered or not. */
    private static double[] paced(List<HttpRequest> requests) throws InterruptedException {
        List<CompletableFuture<Double>> asked = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < SECONDS * PER_SECOND; i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            asked.add(CLIENT.sendAsync(requests.get(i % requests.size()), BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode)
                    .thenApply(status -> status == 200 ? seconds(due) : Double.MAX_VALUE));
        }
        return asked.stream().mapToDouble(CompletableFuture::join).sorted().toArray();
    }
}

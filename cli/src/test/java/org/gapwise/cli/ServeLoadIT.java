package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.gapwise.core.BundleException;
import org.gapwise.core.file.Json;
import org.gapwise.server.http.Limits;
import org.gapwise.server.model.Models.Reload;
import org.gapwise.server.model.OpenModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small trained model under load. In full with -Dgapwise.serve.requests=10000 -Dgapwise.serve.reloads=100
 * -Dgapwise.serve.memory=60000.
 */
final class ServeLoadIT {

    private static final int REQUESTS = Integer.getInteger("gapwise.serve.requests", 640);
    private static final int RELOADS = Integer.getInteger("gapwise.serve.reloads", 10);
    private static final int MEMORY = Integer.getInteger("gapwise.serve.memory", 1200);
    private static final int CLIENTS = 64;
    private static final int QUESTIONS = 48;
    private static final long MOST_GROWTH = 20 << 20;
    private static final int FULL = 20_000;
    private static final int MANY = 100;
    /** How many requests a second are begun, and how many must be answered. */
    private static final int PACE = 62;

    private static final double LEAST_RATE = 50;
    /** Room for whoever asks: a machine that is slow, or was asleep, must not look like clients that ask too much. */
    private static final Limits PATIENT = new Limits(
            Duration.ofMinutes(30), Limits.usual().body(), Limits.usual().workers(), 10_000, 10_000, 10_000);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static List<Question> questions = List.of();

    @BeforeAll
    static void train() throws Exception {
        Program program = new Program(folder);
        SmallData.write(folder);
        program.run(SmallData.training(1, "first").toArray(String[]::new)).done();
        program.run(SmallData.training(2, "second").toArray(String[]::new)).done();
        first = folder.resolve("first");
        second = folder.resolve("second");
        questions = questions(first);
    }

    private static List<Question> questions(Path bundle) throws IOException {
        OpenModel model = ServedModel.opener().open(bundle);
        try {
            return Question.several(QUESTIONS, folder.resolve("pictures"), model);
        } finally {
            model.predictor().close();
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    /** What is offline here is what the command line says. */
    @Test
    void offlineIsTheCommandLine() throws Exception {
        Question whole = questions.stream()
                .filter(each -> each.age().isPresent() && each.picture().isPresent())
                .findFirst()
                .orElseThrow();
        Path picture = Files.write(folder.resolve("asked.png"), whole.picture().orElseThrow());
        Path file = Files.writeString(
                folder.resolve("case.json"),
                "{\"age\": " + whole.age().orElseThrow()
                        + whole.lactate()
                                .map(value -> ", \"lactate\": " + value)
                                .orElse("")
                        + whole.sex()
                                .map(value -> ", \"sex\": \"" + value + "\"")
                                .orElse("")
                        + ", \"frontal\": \"" + picture.getFileName() + "\"}");
        String out = new Program(folder)
                .run("predict", "first", "--case=" + file, "--root=.", "--json")
                .done()
                .out();
        assertThat(Json.parse(out).path("probabilities").path("septic").doubleValue())
                .isEqualTo(whole.answer());
    }

    @Test
    void everyoneGetsTheirOwnAnswerToTheLastBit() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ServedModel server = new ServedModel(first, PATIENT)) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                asked.add(clients.submit(() -> isMalformed(number) ? refused(server, number) : right(server, number)));
            }
            int right = 0;
            int refused = 0;
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(asked.get(i).get()).as("request %d", i).isTrue();
                right += isMalformed(i) ? 0 : 1;
                refused += isMalformed(i) ? 1 : 0;
            }
            System.out.printf("ServeLoadIT: %d right answers, %d right refusals%n", right, refused);
            assertThat(refused).isEqualTo(REQUESTS / 20);
            assertThat(server.log()).isEmpty();
        } finally {
            clients.shutdownNow();
        }
    }

    private static boolean isMalformed(int number) {
        return number % 20 == 7;
    }

    private static boolean right(ServedModel server, int number) throws IOException, InterruptedException {
        Question question = questions.get(number * 31 % QUESTIONS);
        Question.Form form = Question.Form.values()[number % Question.Form.values().length];
        HttpResponse<String> answer = send(question.ask(server, form, "r" + number));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return question.isAnsweredBy(form, "r" + number, answer.body());
    }

    private static boolean refused(ServedModel server, int number) throws IOException, InterruptedException {
        String type = number / 20 % 5 == 4 ? "application/fhir+json" : "application/json";
        String body =
                switch (number / 20 % 5) {
                    case 0 -> "{\"age\": \"old\"}";
                    case 1 -> "{\"aeg\": 3}";
                    case 2 -> "{\"age\": 3, \"frontal\": \"bm8=\"}";
                    case 3 -> "{\"age\": ";
                    default -> "{\"resourceType\": \"Patient\"}";
                };
        HttpResponse<String> answer = send(server.request("/v1/predict", type)
                .POST(BodyPublishers.ofString(body))
                .build());
        return answer.statusCode() == 400 && answer.body().startsWith("{\"problems\":[{");
    }

    /** More than 50 requests a second, while the model is replaced again and again, now and then by a broken one. */
    @Test
    void nobodyNoticesAReload() throws Exception {
        List<Question> others = questions(second);
        Path served = folder.resolve("served");
        copy(first, served);
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        Queue<CompletableFuture<HttpResponse<String>>> asked = new ConcurrentLinkedQueue<>();
        try (ServedModel server = new ServedModel(served, PATIENT)) {
            HttpRequest request = questions.get(1).ask(server, Question.Form.JSON, "r");
            AtomicLong last = new AtomicLong(System.nanoTime());
            long began = last.get();
            pace.scheduleAtFixedRate(
                    () -> asked.add(CLIENT.sendAsync(request, BodyHandlers.ofString())
                            .whenComplete((answer, failure) -> last.accumulateAndGet(System.nanoTime(), Math::max))),
                    0,
                    1000 / PACE,
                    TimeUnit.MILLISECONDS);
            boolean isFirst = true;
            for (int i = 0; i < RELOADS; i++) {
                boolean broken = i % 10 == 9;
                replace(served, isFirst ? second : first, broken);
                Reload reload = server.reloads().now();
                assertThat(reload.failed().isEmpty()).as("reload %d", i).isEqualTo(!broken);
                isFirst ^= !broken;
                double now = Json.parse(send(request).body())
                        .at("/probabilities/septic")
                        .doubleValue();
                assertThat(now).isEqualTo((isFirst ? questions : others).get(1).answer());
                Thread.sleep(50);
            }
            pace.shutdown();
            assertThat(pace.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            for (CompletableFuture<HttpResponse<String>> each : asked) {
                assertThat(each.join().statusCode()).isEqualTo(200);
                assertThat(Json.parse(each.join().body())
                                .at("/probabilities/septic")
                                .doubleValue())
                        .isIn(questions.get(1).answer(), others.get(1).answer());
            }
            double rate = asked.size() * 1e9 / (last.get() - began);
            System.out.printf(
                    "ServeLoadIT: %d requests during %d reloads, %.1f answers a second%n", asked.size(), RELOADS, rate);
            assertThat(asked.size()).isGreaterThan(RELOADS);
            if (RELOADS >= MANY) {
                assertThat(rate).isGreaterThanOrEqualTo(LEAST_RATE);
            }
        } finally {
            pace.shutdownNow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void replace(Path served, Path by, boolean broken) throws IOException {
        Path next = Files.createTempDirectory(folder, "next").resolve("model");
        copy(by, next);
        if (broken) {
            Path weights = next.resolve("weights.safetensors");
            byte[] bytes = Files.readAllBytes(weights);
            bytes[bytes.length / 2] ^= 1;
            Files.write(weights, bytes);
            // So that it is seen to have changed.
            Files.writeString(next.resolve("SHA256SUMS"), "\n", StandardOpenOption.APPEND);
        }
        Files.move(served, next.resolveSibling("old"));
        Files.move(next, served);
    }

    @Test
    void memoryDoesNotGrow() throws Exception {
        try (ServedModel server = new ServedModel(first, PATIENT)) {
            ask(server, 0, MEMORY / 6);
            long heap = heap();
            long resident = resident();
            ask(server, MEMORY / 6, MEMORY);
            long grown = heap() - heap;
            long more = resident() - resident;
            System.out.printf(
                    "ServeLoadIT: after %d requests the heap has grown by %d KiB, the process by %d KiB%n",
                    MEMORY, grown >> 10, more >> 10);
            assertThat(grown).isLessThan(MOST_GROWTH);
            if (MEMORY >= FULL) {
                assertThat(more).isLessThan(MOST_GROWTH);
            }
        }
    }

    private static void ask(ServedModel server, int from, int to) throws IOException, InterruptedException {
        for (int i = from; i < to; i++) {
            if (isMalformed(i)) {
                assertThat(refused(server, i)).isTrue();
            } else {
                assertThat(right(server, i)).isTrue();
            }
        }
    }

    /** Bytes in use after what nobody needs is gone. */
    private static long heap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** Weights that answer no number are found before anybody asks, whichever part of the network they are in. */
    @Test
    void aModelThatAnswersNoNumberIsNotOpened() throws Exception {
        for (String tensor : List.of("encoders.clinical.encoder.norm.weight", "encoders.frontal.vision.conv1.weight")) {
            Path poisoned = folder.resolve(tensor);
            copy(first, poisoned);
            Poison.weight(poisoned, tensor);
            assertThatThrownBy(() -> ServedModel.opener().open(poisoned))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining(tensor + " hold what is no number")
                    .hasMessageContaining(poisoned.toString());
        }
    }

    /** Paths that lead elsewhere and files that are no pictures: refused, and nothing of them comes back. */
    @Test
    void whatIsHostileIsRefused() throws Exception {
        int refused = 0;
        try (ServedModel server = new ServedModel(first, PATIENT)) {
            for (String path : Hostile.paths()) {
                String answer = Hostile.get(server.port(), path);
                assertThat(answer)
                        .as(path)
                        .containsPattern("^HTTP/1.1 4\\d\\d ")
                        .doesNotContain("root:", "safetensors");
                refused++;
            }
            byte[] picture = questions.stream()
                    .flatMap(each -> each.picture().stream())
                    .findFirst()
                    .orElseThrow();
            for (Map.Entry<String, byte[]> each : Hostile.pictures(picture).entrySet()) {
                Question question = new Question(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(each.getValue()), 0);
                for (Question.Form form : Question.Form.values()) {
                    HttpResponse<String> answer = send(question.ask(server, form, "r"));
                    assertThat(answer.statusCode())
                            .as("%s as %s: %s", each.getKey(), form, answer.body())
                            .isBetween(400, 499);
                    assertThat(answer.body()).as(each.getKey()).doesNotContain(Hostile.CANARY, "Exception");
                }
                refused++;
            }
            assertThat(server.log()).isEmpty();
            assertThat(server.metrics().text()).doesNotContain(Hostile.CANARY);
            assertThat(right(server, 0)).isTrue();
        }
        assertThat(refused).isGreaterThanOrEqualTo(60);
    }

    @Test
    void nothingOfAPatientIsInAnErrorALogOrAMetric() throws Exception {
        try (ServedModel server = new ServedModel(first, PATIENT)) {
            for (String[] each : Hostile.leaks()) {
                HttpResponse<String> answer = send(server.request(each[0], each[1])
                        .header("Accept", "application/fhir+json, application/json")
                        .header("X-Patient", Hostile.CANARY)
                        .header("Authorization", "Bearer " + Hostile.CANARY)
                        .POST(BodyPublishers.ofString(each[2]))
                        .build());
                assertThat(answer.statusCode()).as(each[2]).isBetween(400, 499);
                assertThat(answer.body()).as(each[2]).doesNotContain(Hostile.CANARY);
                assertThat(answer.headers().toString()).doesNotContain(Hostile.CANARY);
            }
            assertThat(server.metrics().text()).doesNotContain(Hostile.CANARY);
            assertThat(server.log()).isEmpty();
        }
    }

    /** An answer is finished though its request was not whole yet when the server was told to stop. */
    @Test
    void whoIsBeingServedWhenTheServerIsStoppedGetsAnAnswer() throws Exception {
        Program program = new Program(folder);
        Program.Started started = program.start("serve", "first", "--port=0", "--json");
        int port = ServeIT.said(started).path("port").asInt();
        String body = "{\"age\": 63, \"study\": \"late\"}";
        try (OpenRequest open = new OpenRequest(port, body)) {
            open.send(body.substring(0, 9));
            started.process().destroy();
            Thread.sleep(500);
            assertThat(started.process().isAlive()).isTrue();
            open.send(body.substring(9));
            assertThat(open.answer()).startsWith("HTTP/1.1 200").contains("\"case\":\"late\"");
        }
        Program.Run run = Program.await(started);
        assertThat(run.exit()).as(run.err()).isZero();
    }
}

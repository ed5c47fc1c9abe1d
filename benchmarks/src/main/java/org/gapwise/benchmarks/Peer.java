package org.gapwise.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gapwise.core.ConfigException;
import org.gapwise.core.file.Json;
import org.gapwise.nn.Precision;

/** A program in Python that is asked on its standard input and answers on its standard output, a line of JSON each. */
final class Peer implements Contender {

    /** What our launcher sets for ourselves: how memory is kept, and how threads wait. */
    private static final Set<String> SETTINGS = Set.of("GLIBC_TUNABLES", "GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT");

    private final String name;
    private final Process process;
    private final BufferedWriter ask;
    private final BufferedReader answer;

    /** Someone who is lent our settings, as an expert would choose the like. */
    static Peer tuned(String name, String program, Path python, Path folder) {
        return new Peer(name, program, python, folder, Set.of());
    }

    /** Someone who runs as Python is started by default. */
    static Peer plain(String name, String program, Path python, Path folder) {
        return new Peer(name, program, python, folder, SETTINGS);
    }

    /**
     * @param program file name of the script within this package's folder {@code peers}
     * @param unset variables of the environment that it does not get
     */
    private Peer(String name, String program, Path python, Path folder, Set<String> unset) {
        this.name = name;
        try {
            for (String file : List.of("peer.py", program)) {
                Files.write(folder.resolve(file), script(file));
            }
            ProcessBuilder start = new ProcessBuilder(
                            python.toString(), "-u", folder.resolve(program).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            start.environment().keySet().removeAll(unset);
            process = start.start();
        } catch (IOException e) {
            throw new ConfigException(
                    "it cannot be started: " + e.getMessage() + ".",
                    "--python " + python,
                    "Name a Python that has torch, e.g. venv/bin/python.");
        }
        ask = process.outputWriter(StandardCharsets.UTF_8);
        answer = process.inputReader(StandardCharsets.UTF_8);
    }

    private static byte[] script(String file) throws IOException {
        try (InputStream in = Peer.class.getResourceAsStream("peers/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            return in.readAllBytes();
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Asks; the answer has what was asked for, or {@code error}. */
    JsonNode say(ObjectNode question) {
        try {
            ask.write(Json.line(question).strip());
            ask.newLine();
            ask.flush();
            String line = answer.readLine();
            JsonNode reply = line == null ? Json.object().put("error", "it ended without an answer") : Json.parse(line);
            if (reply.has("error")) {
                throw new ConfigException(
                        "it says: " + reply.path("error").asText(),
                        "peer " + name,
                        "See its messages above, or leave the peer out.");
            }
            return reply;
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    "its answer is not JSON.", "peer " + name, "Nothing but answers may be printed there.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Step step(Scene scene, Precision precision) {
        JsonNode reply = say(question("step", scene, precision));
        return new Step(took(reply.path("passes")), took(reply.path("optimizer")));
    }

    @Override
    public Reply predict(Scene scene, Precision precision, int cases) {
        JsonNode reply = say(question("predict", scene, precision).put("cases", cases));
        List<Float> values = new ArrayList<>();
        reply.path("probabilities").forEach(p -> values.add((float) p.asDouble()));
        float[] probabilities = new float[values.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = values.get(i);
        }
        return new Reply(took(reply.path("took")), probabilities);
    }

    private static ObjectNode question(String what, Scene scene, Precision precision) {
        return Json.object().put("do", what).put("scene", scene.label()).put("precision", precision.word());
    }

    private static Took took(JsonNode pair) {
        return new Took(pair.path(0).asDouble(), pair.path(1).asDouble());
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package org.gapwise.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.server.model.OpenModel;

/** A subset of what {@link SmallData} measures, how it is asked about over HTTP, and what the model says to it offline. */
record Question(
        Optional<Integer> age,
        Optional<Double> lactate,
        Optional<String> sex,
        Optional<byte[]> picture,
        double answer) {

    private static final String TARGET = "septic";

    /** The ways to ask. */
    enum Form {
        JSON,
        MULTIPART,
        TENSORS,
        FHIR
    }

    static List<Question> several(int count, Path pictures, OpenModel model) throws IOException {
        List<Question> questions = new ArrayList<>();
        List<Path> files;
        try (var all = Files.list(pictures)) {
            files = all.sorted().toList();
        }
        for (int i = 0; i < count; i++) {
            SplittableRandom random = Seeds.of(11, "questions", i);
            Question open = new Question(
                    random.nextBoolean() ? Optional.of(random.nextInt(20, 90)) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(random.nextInt(10, 60) / 10.0) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(random.nextBoolean() ? "F" : "M") : Optional.empty(),
                    random.nextBoolean()
                            ? Optional.of(Files.readAllBytes(files.get(random.nextInt(files.size()))))
                            : Optional.empty(),
                    0);
            double answer = model.predictor().predict(open.toCase(model)).probability(TARGET);
            questions.add(new Question(open.age(), open.lactate(), open.sex(), open.picture(), answer));
        }
        return questions;
    }

    Case toCase(OpenModel model) {
        Case one = Case.of("offline");
        if (age.isPresent()) {
            one = one.with("age", age.get());
        }
        if (lactate.isPresent()) {
            one = one.with("lactate", lactate.get());
        }
        if (sex.isPresent()) {
            one = one.with("sex", sex.get());
        }
        return picture.isPresent() ? one.with("frontal", model.pictures().read(picture.get(), "picture")) : one;
    }

    /** The request, with a name that its answer has to bear. */
    HttpRequest ask(ServedModel server, Form form, String name) {
        return switch (form) {
            case JSON -> {
                ObjectNode tree = fields().put("study", name);
                picture.ifPresent(bytes -> tree.put("frontal", base64(bytes)));
                yield post(server.request("/v1/predict", "application/json"), Json.line(tree));
            }
            case MULTIPART ->
                server.request("/v1/models/model/predict", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofByteArray(parts(name)))
                        .build();
            case TENSORS -> post(server.request("/v2/models/model/infer", "application/json"), tensors(name));
            case FHIR ->
                post(
                        server.request("/v1/predict", "application/fhir+json")
                                .header("Accept", "application/fhir+json"),
                        bundle(name));
        };
    }

    private static HttpRequest post(HttpRequest.Builder request, String body) {
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    private ObjectNode fields() {
        ObjectNode tree = Json.object();
        age.ifPresent(years -> tree.put("age", years));
        lactate.ifPresent(value -> tree.put("lactate", value));
        sex.ifPresent(level -> tree.put("sex", level));
        return tree;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] parts(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"case\"\r\n\r\n"
                        + Json.line(fields().put("study", name)) + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        picture.ifPresent(bytes -> {
            out.writeBytes("--b\r\nContent-Disposition: form-data; name=\"frontal\"; filename=\"a\"\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(bytes);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        out.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private String tensors(String name) {
        ObjectNode tree = Json.object().put("id", name);
        tree.putArray("inputs");
        age.ifPresent(years -> tensor(tree, "age", "INT32").add(years));
        lactate.ifPresent(value -> tensor(tree, "lactate", "FP64").add(value));
        sex.ifPresent(level -> tensor(tree, "sex", "BYTES").add(level));
        picture.ifPresent(bytes -> tensor(tree, "frontal", "BYTES").add(base64(bytes)));
        return Json.line(tree);
    }

    private static ArrayNode tensor(ObjectNode tree, String name, String type) {
        ObjectNode input = tree.withArray("inputs").addObject();
        input.put("name", name).put("datatype", type).putArray("shape").add(1);
        return input.putArray("data");
    }

    private String bundle(String name) {
        ObjectNode tree = Json.object().put("resourceType", "Bundle").put("timestamp", "2026-11-26T12:00:00Z");
        ObjectNode patient = resource(tree, "Patient", name);
        // As old as that on the day of the Bundle.
        age.ifPresent(years -> patient.put("birthDate", (2026 - years) + "-01-01"));
        sex.ifPresent(level -> patient.put("gender", level.equals("F") ? "female" : "male"));
        lactate.ifPresent(value -> {
            ObjectNode result = resource(tree, "Observation", "o").put("status", "final");
            result.putObject("subject").put("reference", "Patient/" + name);
            result.putObject("code")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://loinc.org")
                    .put("code", "2524-7");
            result.put("effectiveDateTime", "2026-11-26T11:00:00Z");
            result.putObject("valueQuantity").put("value", value).put("code", "mmol/L");
        });
        picture.ifPresent(bytes -> {
            ObjectNode media = resource(tree, "Media", "m").put("status", "completed");
            media.putObject("subject").put("reference", "Patient/" + name);
            media.putObject("content").put("contentType", "image/png").put("data", base64(bytes));
        });
        return Json.line(tree);
    }

    private static ObjectNode resource(ObjectNode bundle, String type, String id) {
        return bundle.withArray("entry")
                .addObject()
                .putObject("resource")
                .put("resourceType", type)
                .put("id", id);
    }

    /** Whether an answer is this one's, to the last bit, under the name that was given. */
    boolean isAnsweredBy(Form form, String name, String text) throws IOException {
        JsonNode tree = Json.parse(text);
        return switch (form) {
            case JSON, MULTIPART ->
                tree.path("case").asText().equals(name)
                        && tree.path("probabilities").path(TARGET).doubleValue() == answer;
            case TENSORS ->
                tree.path("id").asText().equals(name)
                        && tree.at("/outputs/0/data/0").doubleValue() == answer;
            case FHIR ->
                tree.at("/entry/0/resource/subject/reference").asText().equals("Patient/" + name)
                        && text.contains("\"probabilityDecimal\":"
                                + new BigDecimal(Double.toString(answer)).movePointRight(2) + ",");
        };
    }
}

package org.gapwise.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.Fake;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;

final class RestTest extends OnTestServer {

    private static final String CANARY = "ZUZANNA-GRABOWSKI-4711";

    private static void assertSame(JsonNode answer, Prediction expected) {
        expected.probabilities().forEach((target, p) -> assertThat(
                        answer.path("probabilities").path(target).doubleValue())
                .isEqualTo(p));
        assertThat(answer.path("used")).extracting(JsonNode::asText).isEqualTo(expected.used());
        assertThat(answer.path("absent")).extracting(JsonNode::asText).isEqualTo(expected.absent());
        assertThat(answer.path("warnings")).extracting(JsonNode::asText).isEqualTo(expected.warnings());
    }

    @Test
    void whatIsLeftOutIsAbsentAndNullMeansTheSame() {
        Case known = Case.of("s7").with("age", 63);
        Prediction expected = new Fake(-1).predict(known);
        Answer left = server.post("/v1/predict", "{\"age\": 63, \"study\": \"s7\"}");
        assertThat(left.status()).isEqualTo(200);
        assertSame(left.json(), expected);
        assertThat(left.json().path("case").asText()).isEqualTo("s7");
        assertThat(left.json().path("model").asText()).isEqualTo("chest");
        Answer nulls = server.post(
                "/v1/predict", "{\"age\": 63, \"study\": \"s7\", \"sex\": null, \"frontal\": null, \"lactate\": null}");
        assertThat(nulls.text()).isEqualTo(left.text());
        assertThat(left.json().path("absent")).hasSize(4);
    }

    @Test
    void nothingAtAllGetsAnAnswerAndAWarning() {
        Answer answer = server.post("/v1/predict", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("warnings").path(0).asText()).contains("nothing was present");
        assertThat(answer.json().has("case")).isFalse();
    }

    @Test
    void allProblemsComeAtOnceAndNoneRepeatsAValue() {
        Answer answer = server.post(
                "/v1/predict",
                "{\"aeg\": 1, \"lactate\": \"" + CANARY + "\", \"sex\": 3, \"frontal\": \"" + CANARY + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        JsonNode problems = answer.json().path("problems");
        assertThat(problems).hasSize(4).allSatisfy(problem -> {
            assertThat(problem.path("what").asText()).isNotBlank();
            assertThat(problem.path("where").asText()).isNotBlank();
            assertThat(problem.path("fix").asText()).isNotBlank();
        });
        assertThat(problems.path(0).path("fix").asText()).isEqualTo("Did you mean \"age\"?");
        assertThat(answer.text()).doesNotContain(CANARY);
    }

    @Test
    void anImplausibleValueIsUsedAndReported() {
        Answer answer = server.post("/v1/predict", "{\"age\": 630, \"sex\": \"X\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "age is outside its plausible range",
                        "sex has a level the model has not seen; it counts as \"other\"");
    }

    @Test
    void aFeatureIsGivenOnceUnderItsNameOrItsColumn() {
        assertThat(server.post("/v1/predict", "{\"age_years\": 63}").text())
                .isEqualTo(server.post("/v1/predict", "{\"age\": 63}").text());
        assertThat(server.post("/v1/predict", "{\"age\": 63, \"age_years\": 63}")
                        .status())
                .isEqualTo(400);
        assertThat(server.post("/v1/predict", "{\"age\": 63, \"age\": 63}").status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String body :
                List.of("", "[]", "3", "\"x\"", "{", "{} {}", "null", "[1]", "{\"age\": 1e999}", "{\"age\": NaN}")) {
            Answer answer = server.post("/v1/predict", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("problems")).as(body).isNotEmpty();
        }
        String deep = "[".repeat(100_000);
        assertThat(server.post("/v1/predict", deep).status()).isEqualTo(400);
        assertThat(server.post("/v1/predict", "{\"age\": " + "9".repeat(100_000) + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void severalCasesGetSeveralAnswers() {
        Answer answer = server.post("/v1/predict", "[{\"age\": 1}, {\"lactate\": 2, \"study\": 7}]");
        assertThat(answer.json().path("predictions")).hasSize(2);
        assertSame(
                answer.json().path("predictions").path(0),
                new Fake(-1).predict(Case.of("a").with("age", 1)));
        assertThat(answer.json().path("predictions").path(1).path("case").asInt())
                .isEqualTo(7);
        Answer bad = server.post("/v1/predict", "[{\"age\": 1}, {\"lactat\": 2}]");
        assertThat(bad.json().path("problems").path(0).path("where").asText()).contains("case 2", "lactat");
    }

    @Test
    void picturesComeAsPartsOrInBase64() {
        Case known = Case.of("case").with("age", 63).with("frontal", Fake.picture(new byte[] {'P', (byte) 200}, ""));
        Prediction expected = new Fake(-1).predict(known);
        Answer parts = multipart("/v1/predict", part("case", "{\"age\": 63}"), part("frontal", "P\u00c8"));
        assertThat(parts.status()).as(parts.text()).isEqualTo(200);
        assertSame(parts.json(), expected);
        assertSame(
                server.post("/v1/predict", "{\"age\": 63, \"frontal\": \"UMg=\"}")
                        .json(),
                expected);
        assertThat(multipart("/v1/predict", part("frontal", "P\u00c8")).status())
                .isEqualTo(200);
    }

    @Test
    void partsThatAreNotKnownTwiceOrBrokenAreRefused() {
        String picture = part("frontal", "P1");
        assertThat(multipart("/v1/predict", part("frontl", "P1")).text()).contains("Did you mean \\\"frontal\\\"?");
        assertThat(multipart("/v1/predict", picture, picture).text()).contains("twice");
        assertThat(multipart("/v1/predict", part("case", "{\"frontal\": \"UMg=\"}"), picture)
                        .text())
                .contains("twice");
        assertThat(multipart("/v1/predict", part("frontal", CANARY)).text())
                .contains("no picture")
                .doesNotContain(CANARY);
        for (String body :
                List.of("", "--b", "--b\r\n", "--b\r\n\r\nx\r\n--b--", picture, "--b\r\nA: b\r\n\r\nx\r\n--b--")) {
            assertThat(sendMultipart("/v1/predict", body).status()).as(body).isEqualTo(400);
        }
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"../../" + CANARY
                + ".png\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n";
    }

    private Answer multipart(String path, String... parts) {
        return sendMultipart(path, String.join("", parts) + "--b--\r\n");
    }

    private Answer sendMultipart(String path, String body) {
        return server.send(server.request(path, "Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)))
                .build());
    }

    @Test
    void modelsAndVersionsAreNamedInThePathOrTheQuery() {
        Case one = Case.of("case").with("age", 63);
        String body = "{\"age\": 63}";
        assertSame(server.post("/v1/models/two/predict", body).json(), new Fake(2).predict(one));
        assertSame(server.post("/v1/models/two/versions/1/predict", body).json(), new Fake(0.5).predict(one));
        assertSame(server.post("/v1/predict?model=two&version=1", body).json(), new Fake(0.5).predict(one));
        Answer missing = server.post("/v1/models/tow/predict", body);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).contains("Did you mean");
        assertThat(server.post("/v1/models/two/versions/3/predict", body).text())
                .contains("It has 1, 2.");
    }

    @Test
    void theListAndTheSchemaTellWhatThereIs() {
        assertThat(server.get("/v1/models").json().path("models")).hasSize(3);
        JsonNode schema = server.get("/v1/models/chest/schema").json();
        assertThat(schema.path("modalities").path(0).path("features").path(0).toString())
                .isEqualTo("{\"name\":\"age\",\"kind\":\"numeric\",\"unit\":\"year\",\"range\":[0.0,120.0]}");
        assertThat(schema.path("modalities").path(1).path("formats")).hasSize(3);
        assertThat(schema.path("targets")).hasSize(2);
        assertThat(server.get("/health/live").json().path("live").asBoolean()).isTrue();
        assertThat(server.get("/health/ready").json().path("ready").asBoolean()).isTrue();
    }

    @Test
    void theLogHoldsNothingOfWhatWasSent() {
        server.post("/v1/predict", "{\"study\": \"" + CANARY + "\", \"" + CANARY + "\": 1}");
        server.get("/" + CANARY + "?" + CANARY + "=" + CANARY, "X-Name", CANARY);
        server.post("/v1/models/" + CANARY + "/predict", "{}");
        assertThat(server.log()).hasSize(3).noneMatch(line -> line.contains(CANARY));
        assertThat(server.log().get(0)).contains("\"route\":\"POST /v1/predict\"", "\"status\":400");
    }
}

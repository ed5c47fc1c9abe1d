package org.gapwise.server.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.server.Fake;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;

final class OipTest extends OnTestServer {

    private static final String INFER = "/v2/models/chest/infer";

    private static double septic(Case one) {
        return new Fake(-1).predict(one).probability("septic");
    }

    private static Case nothing() {
        return Case.of("case");
    }

    @Test
    void metadataAndHealthHaveTheShapeOfTheProtocol() {
        JsonNode root = server.get("/v2").json();
        assertThat(root.path("name").isTextual() && root.path("version").isTextual())
                .isTrue();
        assertThat(root.path("extensions").path(0).asText()).isEqualTo("binary_tensor_data");
        assertThat(server.get("/v2/health/live").json().path("live").asBoolean())
                .isTrue();
        assertThat(server.get("/v2/health/ready").json().path("ready").asBoolean())
                .isTrue();
        JsonNode model = server.get("/v2/models/two").json();
        assertThat(model.path("versions")).extracting(JsonNode::asText).containsExactly("1", "2");
        assertThat(model.path("platform").isTextual()).isTrue();
        for (String list : List.of("inputs", "outputs")) {
            assertThat(model.path(list)).isNotEmpty().allSatisfy(tensor -> {
                assertThat(tensor.path("name").isTextual()).isTrue();
                assertThat(tensor.path("datatype").asText()).isIn("FP64", "BYTES");
                assertThat(tensor.path("shape").toString()).isEqualTo("[-1]");
            });
        }
        assertThat(server.get("/v2/models/two/versions/1/ready")
                        .json()
                        .path("ready")
                        .asBoolean())
                .isTrue();
        Answer missing = server.get("/v2/models/tow");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().path("error").asText()).contains("Did you mean");
    }

    @Test
    void aTensorHoldsSeveralCasesAndNullIsAbsent() {
        JsonNode answer = infer("""
            {"id": "q1", "inputs": [
              {"name": "age", "datatype": "FP64", "shape": [3], "data": [63, null, 40.5]},
              {"name": "sex", "datatype": "BYTES", "shape": [3, 1], "data": [["F"], ["F"], [null]]},
              {"name": "frontal", "datatype": "BYTES", "shape": [3], "data": [null, "UMg=", null]}]}\
            """).json();
        assertThat(answer.path("id").asText()).isEqualTo("q1");
        assertThat(answer.path("model_name").asText()).isEqualTo("chest");
        assertThat(answer.path("model_version").asText()).isEqualTo("1");
        JsonNode output = answer.path("outputs").path(0);
        assertThat(output.path("name").asText()).isEqualTo("septic");
        assertThat(output.path("datatype").asText()).isEqualTo("FP64");
        assertThat(output.path("shape").toString()).isEqualTo("[3]");
        assertThat(output.path("data"))
                .extracting(JsonNode::doubleValue)
                .containsExactly(
                        septic(nothing().with("age", 63).with("sex", "F")),
                        septic(nothing()
                                .with("sex", "F")
                                .with("frontal", Fake.picture(new byte[] {'P', (byte) 200}, ""))),
                        septic(nothing().with("age", 40.5)));
    }

    @Test
    void aMaskSaysWhatIsAbsentWhereDataCannot() {
        JsonNode answer = infer("""
            {"inputs": [{"name": "age", "datatype": "INT32", "shape": [2], "data": [63, 0]},
              {"name": "age.present", "datatype": "BOOL", "shape": [2], "data": [true, false]}],
             "outputs": [{"name": "septic"}]}\
            """).json();
        assertThat(answer.path("outputs")).hasSize(1);
        assertThat(answer.path("outputs").path(0).path("data"))
                .extracting(JsonNode::doubleValue)
                .containsExactly(septic(nothing().with("age", 63)), septic(nothing()));
    }

    @Test
    void withoutInputsNothingIsKnownAndThatIsSaid() {
        JsonNode outputs = infer("{\"inputs\": []}").json().path("outputs");
        assertThat(outputs.path(2).path("name").asText()).isEqualTo("gapwise.warnings");
        assertThat(outputs.path(2).path("data").path(0).asText()).contains("nothing was present");
    }

    @Test
    void binaryTensorsGiveTheSameAnswer() {
        ByteBuffer data = ByteBuffer.allocate(8 + 4 + 1 + 4 + 2).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(63).putInt(1).put((byte) 'F').putInt(2).put((byte) 'P').put((byte) 200);
        String head = """
            {"inputs": [
              {"name": "age", "datatype": "FP64", "shape": [1], "parameters": {"binary_data_size": 8}},
              {"name": "sex", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": 5}},
              {"name": "frontal", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": 6}}],
             "outputs": [{"name": "septic", "parameters": {"binary_data": true}}]}\
            """;
        Answer answer = binary(head, data.array(), head.length());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        int length = Integer.parseInt(answer.whole()
                .headers()
                .firstValue("Inference-Header-Content-Length")
                .orElseThrow());
        byte[] body = answer.whole().body();
        assertThat(body).hasSize(length + 8);
        assertThat(ByteBuffer.wrap(body, length, 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getDouble())
                .isEqualTo(septic(nothing()
                        .with("age", 63)
                        .with("sex", "F")
                        .with("frontal", Fake.picture(new byte[] {'P', (byte) 200}, ""))));
        assertThat(binary(head, new byte[18], head.length()).status()).isEqualTo(400);
        assertThat(binary(head, new byte[20], head.length()).status()).isEqualTo(400);
        assertThat(binary(head, data.array(), 1 << 30).status()).isEqualTo(400);
        assertThat(binary(head, data.array(), -1).status()).isEqualTo(400);
    }

    @Test
    void whatDoesNotFitIsRefusedAsTheProtocolWants() {
        for (String inputs : List.of(
                "3",
                "[3]",
                "[{}]",
                tensor("aeg", "FP64", "[1]", "[1]"),
                tensor("age", "FP64", "[2]", "[1]"),
                tensor("age", "FP64", "[0]", "[]"),
                tensor("age", "FP64", "[2000000000]", "[]"),
                tensor("age", "FP64", "[1, 2]", "[1, 2]"),
                tensor("age", "FP64", "[-1]", "[1]"),
                tensor("age", "FP16", "[1]", "[1]"),
                tensor("age", "INT64", "[1]", "[1.5]"),
                tensor("age", "FP64", "[1]", "[\"NaN\"]"),
                tensor("age", "BOOL", "[1]", "[true]"),
                tensor("age", "BYTES", "[1]", "[\"63\"]"),
                tensor("sex", "FP64", "[1]", "[1]"),
                tensor("frontal", "BYTES", "[1]", "[\"bm8=\"]"),
                tensor("age.present", "BOOL", "[1]", "[true]"))) {
            Answer answer = infer("{\"inputs\": " + inputs + "}");
            assertThat(answer.status()).as(inputs).isEqualTo(400);
            assertThat(answer.json().properties()).as(inputs).singleElement().satisfies(field -> assertThat(field)
                    .extracting(Map.Entry::getKey)
                    .isEqualTo("error"));
        }
        assertThat(infer("{\"inputs\": [], \"outputs\": [{\"name\": \"x\"}]}").status())
                .isEqualTo(400);
    }

    private static String tensor(String name, String type, String shape, String data) {
        return "[{\"name\": \"" + name + "\", \"datatype\": \"" + type + "\", \"shape\": " + shape + ", \"data\": "
                + data + "}]";
    }

    private Answer infer(String json) {
        return server.post(INFER, json);
    }

    private Answer binary(String head, byte[] data, int length) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(data);
        return server.send(server.request(INFER, "Inference-Header-Content-Length", String.valueOf(length))
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }
}

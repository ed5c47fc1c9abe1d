package org.gapwise.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** What is asked of an explainer, and what is refused before it is asked. */
final class ExplainTest extends OnTestServer {

    private static final String BODY = "{\"age\": 63}";

    @Test
    void aPartOfATargetIsAskedFor() {
        JsonNode answer = server.post("/v1/explain?part=maps&target=Pleural%20Effusion", BODY)
                .json();
        assertThat(answer.path("asked").asText()).isEqualTo("Pleural Effusion MAPS {age=63.0}");
        assertThat(answer.path("target").asText()).isEqualTo("Pleural Effusion");
        assertThat(answer.path("part").asText()).isEqualTo("maps");
        assertThat(answer.path("model").asText()).isEqualTo("chest");
        assertThat(server.post("/v1/models/two/versions/1/explain", BODY)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void withoutATargetTheMostProbableIsExplained() {
        assertThat(server.post("/v1/explain", BODY).json().path("asked").asText())
                .startsWith("Pleural Effusion SHARES");
        assertThat(server.post("/v1/models/two/explain", BODY)
                        .json()
                        .path("asked")
                        .asText())
                .startsWith("septic SHARES");
    }

    @Test
    void picturesComeBesideTheCase() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"case\"\r\n\r\n" + BODY
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"frontal\"\r\n\r\nP1\r\n--b--\r\n";
        Answer answer = server.send(
                server.request("/v1/explain?part=pictures", "Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)))
                        .build());
        assertThat(answer.json().path("asked").asText()).contains("PICTURES", "age");
    }

    @Test
    void whatCannotBeToldIsRefusedWithAWayOut() {
        assertThat(server.post("/v1/explain?part=why", BODY).text()).contains("no such part", "pictures, shares, maps");
        Answer next = server.post("/v1/explain?part=next", BODY);
        assertThat(next.status()).isEqualTo(422);
        assertThat(next.text()).contains("--training SCHEMA");
        assertThat(server.post("/v1/explain?target=septik", BODY).text()).contains("Did you mean \\\"septic\\\"?");
        assertThat(server.post("/v1/explain", "[" + BODY + "]").status()).isEqualTo(400);
        assertThat(server.post("/v1/explain", "{\"aeg\": 1}").text()).contains("Did you mean");
        assertThat(server.send(server.request("/v1/explain", "Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(BODY))
                                .build())
                        .status())
                .isEqualTo(415);
        assertThat(server.get("/v1/models/chest/schema").json().path("explains"))
                .extracting(JsonNode::asText)
                .containsExactly("pictures", "shares", "maps");
    }
}

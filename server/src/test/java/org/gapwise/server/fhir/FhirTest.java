package org.gapwise.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.Fake;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer;
import org.gapwise.server.TestServer.Answer;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Tokens;
import org.junit.jupiter.api.Test;

final class FhirTest extends OnTestServer {

    private static final String FHIR = "application/fhir+json";
    private static final String PATIENT = "{'resource':{'resourceType':'Patient','id':'p1'}}";
    private static final String AGE = "{'resource':{'resourceType':'Observation','id':'o1',"
            + "'code':{'text':'age'},'valueQuantity':{'value':63}}}";
    private static final String PICTURE = media("'title':'frontal','data':'UMg='");

    private static String media(String content) {
        return "{'resource':{'resourceType':'Media','id':'m1','content':{" + content + "}}}";
    }

    private static String bundle(String... entries) {
        return "{'resourceType':'Bundle','type':'collection','entry':[" + String.join(",", entries) + "]}";
    }

    private Answer ask(String path, String accept, String text) {
        return server.send(server.request(path, "Content-Type", FHIR + "; charset=utf-8", "Accept", accept)
                .POST(BodyPublishers.ofString(text.replace('\'', '"')))
                .build());
    }

    private static Prediction expected() {
        return new Fake(-1)
                .predict(Case.of("case")
                        .with("age", 63)
                        .with("frontal", Fake.picture(new byte[] {'P', (byte) 200}, "")));
    }

    @Test
    void aBundleIsAnsweredWithARiskAssessment() {
        Answer answer = ask("/v1/predict", "text/html;q=0.1, " + FHIR + ";q=0.9", bundle(PATIENT, AGE, PICTURE));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.whole().headers().firstValue("Content-Type")).contains(FHIR);
        JsonNode bundle = answer.json();
        assertThat(bundle.path("resourceType").asText()).isEqualTo("Bundle");
        assertThat(bundle.path("entry").path(0).path("fullUrl").asText()).startsWith("urn:uuid:");
        JsonNode risk = bundle.path("entry").path(0).path("resource");
        assertThat(risk.path("resourceType").asText()).isEqualTo("RiskAssessment");
        assertThat(risk.path("status").asText()).isEqualTo("preliminary");
        assertThat(risk.path("subject").path("reference").asText()).isEqualTo("Patient/p1");
        assertThat(risk.path("occurrenceDateTime").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(risk.path("performer").path("reference").asText())
                .isEqualTo("#" + risk.path("contained").path(0).path("id").asText());
        assertThat(risk.path("basis"))
                .extracting(each -> each.path("reference").asText())
                .containsExactly("Observation/o1", "Media/m1");
        assertThat(risk.path("note").path(0).path("text").asText()).contains("lactate", "sex", "lateral");
        for (JsonNode each : risk.path("prediction")) {
            assertThat(each.path("rationale").asText()).contains("not calibrated");
            assertThat(answer.text())
                    .contains("{\"text\":\"" + each.path("outcome").path("text").asText()
                            + "\"},\"probabilityDecimal\":"
                            + percent(expected()
                                    .probability(
                                            each.path("outcome").path("text").asText())) + ",");
        }
        assertThat(risk.path("prediction")).hasSize(2);
        assertThat(ask("/v1/predict", FHIR, bundle(PATIENT, AGE, PICTURE)).text())
                .isEqualTo(answer.text());
    }

    /** All digits; read as a double, the last may round. */
    private static BigDecimal percent(double probability) {
        return new BigDecimal(Double.toString(probability)).movePointRight(2);
    }

    @Test
    void aCalibratedTargetHasItsVerdictAndWhatThatRestsOn() {
        JsonNode predictions = ask("/v1/models/two/versions/1/predict", FHIR, bundle(PATIENT, AGE))
                .json()
                .at("/entry/0/resource/prediction");
        for (JsonNode each : predictions) {
            boolean calibrated = each.path("outcome").path("text").asText().equals("septic");
            assertThat(each.path("qualitativeRisk").path("text").asText()).isEqualTo(calibrated ? "positive" : "");
            assertThat(each.path("rationale").asText())
                    .isEqualTo(
                            calibrated
                                    ? "Calibrated; flagged at the threshold of 25 %. The verdict rests on cases of all"
                                            + " patterns, as too few had the same modalities."
                                    : "The model was not calibrated: its figures are no frequencies.");
        }
    }

    @Test
    void whoDoesNotAcceptFhirGetsTheUsualAnswer() {
        for (String accept : List.of("*/*", "application/json", FHIR + ";q=0, */*")) {
            JsonNode answer = ask("/v1/models/chest/predict", accept, bundle(PATIENT, AGE, PICTURE))
                    .json();
            assertThat(answer.path("probabilities").path("septic").doubleValue())
                    .as(accept)
                    .isEqualTo(expected().probability("septic"));
            assertThat(answer.path("basis")).hasSize(2);
            assertThat(answer.path("remarks").isArray()).isTrue();
        }
    }

    @Test
    void errorsAreOperationOutcomesForThoseWhoAcceptFhir() throws Exception {
        Answer broken = ask("/v1/predict", FHIR, "{'resourceType':'Patient'}");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        JsonNode issue = broken.json().path("issue").path(0);
        assertThat(issue.path("severity").asText()).isEqualTo("error");
        assertThat(issue.path("code").asText()).isEqualTo("invalid");
        assertThat(issue.path("details").path("text").asText()).isEqualTo("it is no Bundle.");
        assertThat(issue.path("diagnostics").asText()).isEqualTo("the Bundle: Send one.");
        assertThat(ask("/v1/predict", "*/*", "{}").json().path("problems")).hasSize(1);
        assertThat(code(ask("/v1/models/none/predict", FHIR, bundle(PATIENT)))).isEqualTo("not-found");
        assertThat(code(server.send(server.request("/v1/predict", "Content-Type", "text/plain", "Accept", FHIR)
                        .POST(BodyPublishers.ofString("{}"))
                        .build())))
                .isEqualTo("not-supported");
        assertThat(code(server.send(server.request("/v1/predict", "Content-Type", "application/json", "Accept", FHIR)
                        .POST(BodyPublishers.ofString("{}"))
                        .build())))
                .isEqualTo("not-supported");
        Path tokens = Files.writeString(folder.resolve("tokens"), "0123456789abcdef0123456789abcdef\n");
        try (TestServer closed = new TestServer(folder, Limits.usual(), Tokens.read(tokens))) {
            assertThat(code(closed.send(closed.request("/v1/predict", "Accept", FHIR)
                            .POST(BodyPublishers.ofString("{}"))
                            .build())))
                    .isEqualTo("login");
        }
    }

    private static String code(Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        return answer.json().path("issue").path(0).path("code").asText();
    }

    @Test
    void aModelThatTakesWhatFhirDoesNotTellIsNotAsked() {
        Answer answer = ask("/v1/models/two/predict", FHIR, bundle(PATIENT, AGE));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("OperationOutcome", "not read from FHIR", "lactate");
        assertThat(ask("/v1/models/two/versions/1/predict", FHIR, bundle(PATIENT, AGE))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPictureNamesItsModality() {
        for (String wrong :
                List.of("'data':'UMg='", "'title':'rear','data':'UMg='", "'title':'frontal','data':'bm8='")) {
            Answer answer = ask("/v1/predict", FHIR, bundle(PATIENT, media(wrong)));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.text()).doesNotContain("rear");
        }
        assertThat(ask("/v1/predict", FHIR, bundle(PATIENT, PICTURE, PICTURE)).text())
                .contains("second picture");
    }
}

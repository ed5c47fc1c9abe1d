package org.gapwise.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.file.Json;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;

/** The DiagnosticReport in an answer, its Observations and its Device. */
final class FindingsTest extends OnTestServer {

    private static final String FHIR = "application/fhir+json";
    private static final String CALIBRATED = "/v1/models/two/versions/1/predict";
    private static final String PATIENT = "{'resourceType':'Patient','id':'p1'}";
    private static final String AGE = observation("age", "63");
    private static final String PICTURE =
            "{'resourceType':'Media','id':'m1','content':{'title':'frontal','data':'UMg='}}";
    private static final String STUDY =
            "{'resourceType':'ImagingStudy','id':'i1','basedOn':[{'reference':'ServiceRequest/r1'}]}";

    private static String observation(String name, String value) {
        return "{'resourceType':'Observation','id':'" + name + "','code':{'text':'" + name
                + "'},'valueQuantity':{'value':" + value + "}}";
    }

    private JsonNode ask(String path, String... resources) {
        String entries = "{'resource':" + String.join("},{'resource':", resources) + "}";
        String text = "{'resourceType':'Bundle','type':'collection','entry':[" + entries + "]}";
        Answer answer = server.send(server.request(path, "Content-Type", FHIR, "Accept", FHIR)
                .POST(BodyPublishers.ofString(text.replace('\'', '"')))
                .build());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> all(JsonNode bundle, String type) {
        List<JsonNode> found = new ArrayList<>();
        bundle.path("entry").forEach(entry -> found.add(entry.path("resource")));
        return found.stream()
                .filter(each -> each.path("resourceType").asText().equals(type))
                .toList();
    }

    private static String reference(JsonNode node) {
        return node.path("reference").asText();
    }

    @Test
    void theReportSaysWhatTheRiskAssessmentSays() {
        JsonNode bundle = ask(CALIBRATED, PATIENT, AGE, PICTURE);
        JsonNode risk = all(bundle, "RiskAssessment").get(0);
        JsonNode report = all(bundle, "DiagnosticReport").get(0);
        List<JsonNode> findings = all(bundle, "Observation");
        assertThat(report.path("status").asText()).isEqualTo("preliminary");
        assertThat(reference(report.path("subject"))).isEqualTo("Patient/p1");
        assertThat(report.path("conclusion").asText())
                .contains("no person has looked at it", "Used: age, frontal.")
                .contains("Absent, and not filled in: lactate, sex, lateral.");
        assertThat(findings).hasSize(2).hasSameSizeAs(report.path("result"));
        for (int i = 0; i < findings.size(); i++) {
            JsonNode finding = findings.get(i);
            JsonNode prediction = risk.path("prediction").path(i);
            assertThat(finding.path("status").asText()).isEqualTo("preliminary");
            assertThat(finding.at("/code/text")).isEqualTo(prediction.at("/outcome/text"));
            assertThat(finding.at("/valueQuantity/value")).isEqualTo(prediction.path("probabilityDecimal"));
            assertThat(finding.at("/note/0/text")).isEqualTo(prediction.path("rationale"));
            assertThat(finding.at("/interpretation/0/text").asText())
                    .isEqualTo(prediction.at("/qualitativeRisk/text").asText());
            assertThat(finding.path("derivedFrom"))
                    .extracting(FindingsTest::reference)
                    .containsExactly("Observation/age", "Media/m1");
        }
        assertThat(reference(report.at("/media/0/link"))).isEqualTo("Media/m1");
        JsonNode device = all(bundle, "Device").get(0);
        assertThat(device.at("/deviceName/0/name").asText()).contains("model two");
        assertThat(device.path("version"))
                .extracting(version -> version.path("value").asText())
                .containsExactly("1", "0.5");
    }

    @Test
    void whatTheBundleSaysOfTheStudyIsKept() {
        JsonNode report =
                all(ask("/v1/predict", PATIENT, AGE, STUDY), "DiagnosticReport").get(0);
        assertThat(reference(report.at("/basedOn/0"))).isEqualTo("ServiceRequest/r1");
        assertThat(reference(report.at("/imagingStudy/0"))).isEqualTo("ImagingStudy/i1");
        assertThat(reference(report.path("encounter"))).isEqualTo("Encounter/e1");
        assertThat(report.has("media")).isFalse();
        JsonNode without =
                all(ask("/v1/predict", PATIENT, AGE), "DiagnosticReport").get(0);
        assertThat(without.properties())
                .extracting(property -> property.getKey())
                .doesNotContain("basedOn", "imagingStudy", "encounter");
    }

    @Test
    void whateverIsKnownTheAnswerIsFhir() {
        for (int i = 0; i < 60; i++) {
            SplittableRandom random = Seeds.of(3, "bundles", i);
            List<String> resources = new ArrayList<>(List.of(PATIENT));
            if (random.nextBoolean()) {
                resources.add(observation("age", String.valueOf(random.nextInt(200))));
            }
            if (random.nextBoolean()) {
                resources.add(observation("lactate", new BigDecimal(random.nextDouble()).toPlainString()));
            }
            if (random.nextBoolean()) {
                resources.add(PICTURE);
            }
            if (random.nextBoolean()) {
                resources.add(STUDY);
            }
            JsonNode bundle = ask(random.nextBoolean() ? CALIBRATED : "/v1/predict", resources.toArray(String[]::new));
            assertThat(R4Shape.faults(bundle)).as("bundle %d", i).isEmpty();
        }
    }

    @Test
    void theShapeSeesWhatIsWrong() throws Exception {
        String good = Json.line(ask(CALIBRATED, PATIENT, AGE, PICTURE, STUDY));
        assertThat(R4Shape.faults(Json.parse(good))).isEmpty();
        for (String[] change : List.of(
                new String[] {"\"valueQuantity\":{", "\"valueQuantities\":{"},
                new String[] {"\"status\":\"preliminary\",\"code\"", "\"status\":\"draft\",\"code\""},
                new String[] {"\"reference\":\"ServiceRequest/r1\"", "\"reference\":\"Task/r1\""},
                new String[] {"\"reference\":\"#model\"", "\"reference\":\"#other\""},
                new String[] {"\"device\":{\"reference\":\"urn:uuid:", "\"device\":{\"reference\":\"urn:uuid:0"},
                new String[] {"\"method\":{\"text\":\"", "\"method\":{\"text\":\" "},
                new String[] {"\"effectiveDateTime\":\"1970-01-01T", "\"effectiveDateTime\":\"1970-01-01 "},
                new String[] {"\"conclusion\":\"", "\"conclusion\":[\"a\"],\"x\":\""})) {
            assertThat(good).contains(change[0]);
            assertThat(R4Shape.faults(Json.parse(good.replace(change[0], change[1]))))
                    .as(change[1])
                    .isNotEmpty();
        }
    }
}

package org.gapwise.server.cds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.server.Fake;
import org.gapwise.server.OnTestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;

final class CdsTest extends OnTestServer {

    private static final String PATIENT = "'patient':{'resourceType':'Patient','id':'p1'}";
    private static final String VITALS = "'vitals':{'resourceType':'Bundle','type':'searchset','entry':["
            + "{'resource':{'resourceType':'Observation','id':'o1','code':{'text':'age'},"
            + "'valueQuantity':{'value':63}}}]}";

    /** A call whose FHIR server would be seen to be asked: the route of the asking is in the log. */
    private String call(String prefetch) {
        return ("{'hook':'patient-view','hookInstance':'d1577c69-dfbe-44ad-ba6d-3e05e953b2ea',"
                        + "'fhirServer':'http://127.0.0.1:" + server.port() + "/fetched','context':{'userId':'u',"
                        + "'patientId':'p1'},'prefetch':{" + prefetch + "}}")
                .replace('\'', '"');
    }

    private Answer ask(String prefetch) {
        return server.post("/cds-services/chest", call(prefetch));
    }

    @Test
    void onlyModelsThatFitAreServicesAndEachSaysWhatItWants() {
        JsonNode services = server.get("/cds-services").json().path("services");
        assertThat(services).hasSize(1);
        assertThat(services.path(0).path("id").asText()).isEqualTo("chest");
        assertThat(services.path(0).path("hook").asText()).isEqualTo("patient-view");
        assertThat(services.path(0).path("description").asText()).isNotBlank();
        assertThat(services.path(0).path("prefetch").properties())
                .hasSize(4)
                .allSatisfy(template -> assertThat(template.getValue().asText()).contains("{{context.patientId}}"));
        assertThat(server.post("/cds-services/two", call(PATIENT)).status()).isEqualTo(404);
        assertThat(server.post("/cds-services/none", call(PATIENT)).text()).contains("[chest]");
    }

    @Test
    void aCardSaysWhatTheModelSays() {
        Answer answer = ask(PATIENT + "," + VITALS + ",'labs':null");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode card = answer.json().path("cards").path(0);
        double p = new Fake(-1).predict(Case.of("c").with("age", 63)).probability("septic");
        assertThat(card.path("summary").asText())
                .isEqualTo("Pleural Effusion " + Math.round(100 * (1 - p)) + " %, septic " + Math.round(100 * p)
                        + " %; 1 of 5 inputs known");
        assertThat(card.path("indicator").asText()).isEqualTo("info");
        assertThat(card.path("source").path("label").asText()).isEqualTo("Gapwise, model chest, version 1");
        assertThat(card.path("detail").asText())
                .contains("| septic | " + Math.round(100 * p) + " % | not calibrated |", "Absent, and not filled in:");
        assertThat(server.log()).hasSize(1);
    }

    @Test
    void withoutThePatientThePreconditionFailsAndWithNothingKnownThereIsNoCard() {
        for (String prefetch : List.of("", "'patient':null", VITALS, "'patient':{'resourceType':'OperationOutcome'}")) {
            Answer answer = ask(prefetch);
            assertThat(answer.status()).as(prefetch).isEqualTo(412);
            assertThat(answer.text()).contains("fetches nothing");
        }
        assertThat(server.post("/cds-services/chest", call("").replace("\"prefetch\":{}", "\"x\":1"))
                        .status())
                .isEqualTo(412);
        assertThat(ask(PATIENT).text()).isEqualTo("{\"cards\":[]}");
        assertThat(server.log()).noneMatch(line -> line.contains("GET"));
    }

    @Test
    void aCallThatIsNotOneIsRefused() {
        String good = call(PATIENT + "," + VITALS);
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                good.replace("patient-view", "order-sign"),
                good.replace("\"hookInstance\"", "\"x\""),
                good.replace("\"patientId\"", "\"x\""),
                good.replace("\"patientId\":\"p1\"", "\"patientId\":\"p2\""))) {
            Answer answer = server.post("/cds-services/chest", bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.json().path("problems")).isNotEmpty();
        }
        assertThat(server.post(
                                "/cds-services/chest",
                                good.replace("p1", "p2").replace("\"patientId\":\"p2\"", "\"patientId\":\"p1\""))
                        .text())
                .contains("another patient")
                .doesNotContain("p2");
    }

    @Test
    void aSummaryIsShortAndBeginsWithWhatIsFlagged() {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < 14; i++) {
            probabilities.put("Finding of number " + i, i / 20.0);
        }
        Decision flagged = new Decision(0.2, 0.1, true, false, true, Basis.PATTERN);
        Prediction prediction = new Prediction(
                "c", probabilities, List.of("a"), List.of("b", "c"), List.of(), Map.of("Finding of number 3", flagged));
        String summary = Cards.summary(prediction);
        assertThat(summary)
                .startsWith("Finding of number 3 15 %, Finding of number 13 65 %,")
                .endsWith(" and 10 more; 1 of 3 inputs known")
                .hasSizeLessThan(140);
        Prediction one = new Prediction("c", Map.of("x".repeat(300), 0.5), List.of("a"), List.of(), List.of());
        assertThat(Cards.summary(one)).isEqualTo("1 findings; 1 of 1 inputs known");
    }
}

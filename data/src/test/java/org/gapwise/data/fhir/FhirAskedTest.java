package org.gapwise.data.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;

/** A Bundle that somebody sends to ask about one patient: what is in it beside values, and which time it is about. */
final class FhirAskedTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2020-05-05T11:00:00Z");
    private static final String SECRET = "https://hospital.example/Binary/Sommer";

    private static FhirBundle read(String... resources) throws IOException {
        return Entry.read(Entry.bundle(resources), FhirPlan.usual());
    }

    private static String media(String content, String... changes) {
        String text = "{'resourceType':'Media','id':'m','status':'completed','subject':{'reference':'Patient/p'},"
                + "'content':{" + content + "}}";
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        return text;
    }

    private static String document(String attachment) {
        return "{'resourceType':'DocumentReference','id':'d','status':'current','subject':{'reference':'Patient/p'},"
                + "'content':[{'attachment':{" + attachment + "}}]}";
    }

    @Test
    void picturesLieInMediaAndDocuments() throws IOException {
        FhirBundle bundle = read(
                Entry.PATIENT,
                media("'contentType':'image/png','data':'AQ ID','title':'frontal'"),
                document("'contentType':'application/dicom','data':'BA=='"),
                document("'contentType':'application/pdf','url':'" + SECRET + "'"),
                media("'data':'AQ=='", "completed", "entered-in-error"),
                media("'data':'AQ=='", "'subject'", "'other'"));
        List<FhirPicture> pictures = bundle.pictures();
        assertThat(pictures).hasSize(2);
        assertThat(pictures.get(0).bytes()).containsExactly(1, 2, 3);
        assertThat(pictures.get(0).title()).contains("frontal");
        assertThat(pictures.get(0).source()).contains("Media/m");
        assertThat(pictures.get(1).bytes()).containsExactly(4);
        assertThat(pictures.get(1).entry()).isEqualTo(3);
        assertThat(bundle.remarks())
                .extracting(Problem::what)
                .anyMatch(what -> what.contains("attachments that are no pictures"))
                .anyMatch(what -> what.contains("status"))
                .anyMatch(what -> what.contains("names no patient"));
    }

    @Test
    void theStudyIsKnownWithItsOrderAndItsEncounter() throws IOException {
        String context = "'encounter':{'reference':'Encounter/e/_history/2'},'basedOn':["
                + "{'reference':'https://his.example/fhir/ServiceRequest/r','display':'Sommer'},"
                + "{'reference':'Task/t'},{'display':'Sommer'},{'reference':'ServiceRequest/r'}],";
        String study = Entry.STUDY.replace("'status'", context + "'status'");
        assertThat(read(Entry.PATIENT, study).caseNow(NOW).imaging())
                .contains(new FhirImaging("ImagingStudy/s", Optional.of("Encounter/e"), List.of("ServiceRequest/r")));
        assertThat(read(Entry.PATIENT, Entry.STUDY).caseNow(NOW).imaging())
                .contains(new FhirImaging("ImagingStudy/s", Optional.empty(), List.of()));
        assertThat(read(Entry.PATIENT).caseNow(NOW).imaging()).isEmpty();
    }

    @Test
    void nothingIsFetched() {
        for (String content : List.of(
                "'url':'" + SECRET + "'",
                "'contentType':'image/png','url':'" + SECRET + "'",
                "'contentType':'image/png','data':'AQ==','url':'" + SECRET + "'",
                "'contentType':'IMAGE/PNG','url':'file:///etc/passwd'",
                "'contentType':'image/png','url':null")) {
            for (String holder : List.of(media(content), document(content))) {
                assertThatThrownBy(() -> read(Entry.PATIENT, holder))
                        .as(content)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("nothing is fetched")
                        .hasMessageContaining("entry 2")
                        .hasMessageContaining(".url")
                        .hasMessageNotContaining("Sommer")
                        .hasMessageNotContaining("passwd");
            }
        }
        for (String content : List.of("'data':'" + SECRET + "'", "'data':3", "'title':'x'", "'data':'A'")) {
            assertThatThrownBy(() -> read(Entry.PATIENT, media(content)))
                    .as(content)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Base64")
                    .hasMessageNotContaining("Sommer");
        }
    }

    @Test
    void theTimeIsThatOfTheStudyOrOfTheBundleOrNow() throws IOException {
        FhirCase study = read(Entry.PATIENT, Entry.STUDY, Entry.pulse()).caseNow(NOW);
        assertThat(study.at()).isEqualTo(Instant.parse("2020-05-05T12:00:00Z"));
        assertThat(study.id()).isEqualTo("s");
        FhirBundle bare = read(Entry.PATIENT, Entry.pulse());
        assertThat(bare.caseNow(NOW).at()).isEqualTo(NOW.toInstant());
        assertThat(bare.caseNow(NOW.minusHours(2)).values()).isEmpty();
        assertThat(bare.caseNow(NOW).values()).singleElement().satisfies(value -> assertThat(bare.source(value))
                .contains("Observation/o"));
        String text = Entry.bundle(Entry.PATIENT, Entry.pulse())
                .replace("'type'", "'timestamp':'2020-05-05T10:30:00+00:00','type'");
        assertThat(Entry.read(text, FhirPlan.usual()).caseNow(NOW).at())
                .isEqualTo(Instant.parse("2020-05-05T10:30:00Z"));
        String cancelled = Entry.STUDY.replace("available", "cancelled");
        assertThat(read(Entry.PATIENT, cancelled).caseNow(NOW).at()).isEqualTo(NOW.toInstant());
        assertThatThrownBy(() -> read(Entry.PATIENT, Entry.STUDY, Entry.STUDY.replace("'s'", "'t'"))
                        .caseNow(NOW))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("2 imaging studies");
    }

    @Test
    void aBundleIsAboutOnePerson() throws IOException {
        String other = Entry.PATIENT.replace("'p'", "'q'");
        FhirBundle two = read(Entry.PATIENT, other);
        assertThat(two.subject()).isEmpty();
        assertThatThrownBy(() -> two.caseNow(NOW)).hasMessageContaining("about 2 patients");
        FhirBundle strange = read(Entry.PATIENT, media("'data':'AQ=='", "Patient/p", "Patient/q"));
        assertThatThrownBy(() -> strange.caseNow(NOW)).hasMessageContaining("about 2 patients");
        FhirBundle torn = read(Entry.PATIENT, Entry.PATIENT.replace("1960", "1961"));
        assertThatThrownBy(() -> torn.caseNow(NOW))
                .hasMessageContaining("two dates of birth")
                .hasMessageContaining("entry 2")
                .hasMessageNotContaining("Sommer");
        assertThatThrownBy(() -> read(media("'data':'AQ=='")).caseNow(NOW)).isInstanceOf(DataException.class);
        assertThat(read(Entry.PATIENT).subject()).contains("Patient/p");
    }

    @Test
    void aPageOfSeveralIsSaid() throws IOException {
        String page = Entry.bundle(Entry.PATIENT)
                .replace("'type'", "'link':[{'relation':'next','url':'" + SECRET + "'}],'type'");
        assertThat(Entry.read(page, FhirPlan.usual()).remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.what()).contains("one page of several"));
    }

    @Test
    void aSchemaFitsWhenFhirTellsItAllInItsUnits() {
        assertThat(FhirSchema.faults(
                        schema("{ name = \"age\", unit = \"year\" }, { name = \"glucose\", unit = \"mg/dL\" },"
                                + " { name = \"glucose_hours\", unit = \"h\" }, { name = \"ph\" },"
                                + " { name = \"sex\", kind = \"categorical\", levels = [\"F\", \"M\", \"other\"] }")))
                .isEmpty();
        List<Problem> faults = FhirSchema.faults(
                schema("{ name = \"glucose\", unit = \"mmol/L\" }, { name = \"age\" }, { name = \"smoking\", kind ="
                        + " \"categorical\", levels = [\"yes\"] }, { name = \"sex\", kind = \"categorical\","
                        + " levels = [\"female\"] }, { name = \"place\" }"));
        assertThat(faults)
                .extracting(Problem::where)
                .containsExactly(
                        "feature \"glucose\"",
                        "feature \"age\"",
                        "feature \"smoking\"",
                        "feature \"sex\"",
                        "feature \"place\"");
        assertThat(faults.get(0).what()).contains("mmol/L", "mg/dL");
    }

    private static Schema schema(String features) {
        return Schema.parse(
                "version = 1\ntable = \"t.csv\"\ncase = \"id\"\n[[modality]]\nname = \"clinical\"\nkind = \"table\"\n"
                        + "features = [" + features + "]\n[[target]]\nname = \"x\"\n",
                "schema");
    }
}

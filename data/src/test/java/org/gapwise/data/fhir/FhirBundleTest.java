package org.gapwise.data.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;

/** What one Bundle says of one patient. */
final class FhirBundleTest {

    private static final String AT = "2020-05-05T10:00:00Z";

    private static double number(String feature, FhirCase one) {
        return one.values().stream()
                .filter(value -> value.feature().equals(feature))
                .map(FhirCase.Value::number)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<String> features(FhirCase one) {
        return one.values().stream().map(FhirCase.Value::feature).toList();
    }

    @Test
    void aPatientIsReadAtTheTimeOfTheStudy() throws IOException {
        FhirCase one = Entry.one(Entry.pulse());
        assertThat(one.id()).isEqualTo("s");
        assertThat(one.patient()).isEqualTo("p");
        assertThat(one.age()).contains(60);
        assertThat(one.categories()).isEqualTo(Map.of("sex", "F"));
        assertThat(number("heartrate", one)).isEqualTo(80);
        assertThat(one.hours(one.values().get(0))).isEqualTo(2);
    }

    @Test
    void otherUnitsAreConverted() throws IOException {
        Map<String, Double> found = Map.of(
                "8310-5|98.6|[degF]", 37.0,
                "2345-7|5.5|mmol/L", 99.088,
                "29463-7|150|[lb_av]", 68.0389,
                "8302-2|70|[in_i]", 177.8,
                "14682-9|88.4|umol/L", 1.0,
                "6598-7|14|ng/L", 0.014,
                "718-7|135|g/L", 13.5,
                "2019-8|5.33|kPa", 39.9783);
        found.forEach((written, expected) -> {
            String[] parts = written.split("\\|");
            String value = "'valueQuantity':{'value':" + parts[1] + ",'code':'" + parts[2] + "'}";
            try {
                FhirCase one = Entry.one(Entry.observation(parts[0], value));
                assertThat(one.values()).as(written).hasSize(1);
                assertThat(one.values().get(0).number()).as(written).isEqualTo(expected);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aUnitThatIsUnknownAbsentOrContradictoryIsNotGuessed() throws IOException {
        for (String quantity : List.of(
                "{'value':98.6}",
                "{'value':98.6,'code':'deg'}",
                "{'value':98.6,'unit':''}",
                "{'value':98.6,'code':'Cel','unit':'[degF]'}",
                "{'value':'98.6','code':'[degF]'}",
                "{'value':1e400,'code':'[degF]'}",
                "{'value':98.6,'code':'[degF]','comparator':'about'}")) {
            FhirCase one = Entry.one(Entry.observation("8310-5", "'valueQuantity':" + quantity));
            assertThat(one.values()).as(quantity).isEmpty();
        }
        FhirCase words = Entry.one(
                Entry.observation("8310-5", "'valueQuantity':{'value':98.6,'unit':'degF','code':'unheard-of'}"));
        assertThat(number("temperature", words)).isEqualTo(37.0);
    }

    @Test
    void valuesComeInManyForms() throws IOException {
        assertThat(number("ph", Entry.one(Entry.observation("2744-1", "'valueString':'7.41'"))))
                .isEqualTo(7.41);
        assertThat(number("acuity", Entry.one(Entry.observation("75636-1", "'valueInteger':3"))))
                .isEqualTo(3);
        String answer = "'valueCodeableConcept':{'coding':[{'system':'http://loinc.org','code':'LA21752-3'}]}";
        assertThat(number("acuity", Entry.one(Entry.observation("75636-1", answer))))
                .isEqualTo(2);
        for (String value :
                List.of("'valueString':'7.41 or so'", "'valueString':'see note'", "'valueBoolean':true", "'x':1")) {
            assertThat(Entry.one(Entry.observation("2744-1", value)).values())
                    .as(value)
                    .isEmpty();
        }
        String bound = Entry.observation("6598-7", "'valueQuantity':{'value':0.01,'comparator':'<','code':'ng/mL'}");
        assertThat(number("troponin_t", Entry.one(bound))).isEqualTo(0.01);
        assertThat(Entry.one(FhirPlan.usual().with(List.of("values.comparators=drop")), bound)
                        .values())
                .isEmpty();
    }

    @Test
    void bloodPressureStandsInComponents() throws IOException {
        String component = "{'code':{'coding':[{'system':'http://loinc.org','code':'%s'}]},%s}";
        String panel = Entry.observation(
                "85354-9",
                "'component':["
                        + component.formatted("8480-6", "'valueQuantity':{'value':130,'code':'mm[Hg]'}") + ","
                        + component.formatted("8462-4", "'dataAbsentReason':{'text':'cuff'}") + "]");
        FhirCase one = Entry.one(panel);
        assertThat(features(one)).containsExactly("sbp");
        assertThat(number("sbp", one)).isEqualTo(130);
    }

    @Test
    void whatDoesNotStandOrWasNotKnownIsNotUsed() throws IOException {
        List<String[]> changes = List.of(
                new String[] {"'final'", "'entered-in-error'"},
                new String[] {"'final'", "'cancelled'"},
                new String[] {"'final'", "'registered'"},
                new String[] {AT, "2020-05-05T12:00:01Z"},
                new String[] {AT, "2020-05-04T11:59:59Z"},
                new String[] {AT, "2020-05-05"},
                new String[] {AT, "2020-05"},
                new String[] {AT, "2020"},
                new String[] {AT, "2020-02-30"},
                new String[] {AT, "yesterday"},
                new String[] {AT, "2020-05-05T14:30:00+02:00"},
                new String[] {"'valueQuantity'", "'issued':'2020-05-05T12:00:01Z','valueQuantity'"},
                new String[] {"'valueQuantity'", "'dataAbsentReason':{'text':'x'},'valueQuantity'"},
                new String[] {"'effectiveDateTime':'" + AT + "'", "'effectivePeriod':{'start':'" + AT + "'}"},
                new String[] {":80", ":999"},
                new String[] {"Patient/p", "Patient/q"},
                new String[] {"http://loinc.org", "http://example.org"});
        for (String[] change : changes) {
            assertThat(Entry.one(Entry.pulse(change)).values()).as(change[1]).isEmpty();
        }
    }

    @Test
    void timesAreReadInTheirZone() throws IOException {
        for (String time : List.of(
                "2020-05-05T12:00:00Z",
                "2020-05-05T14:00:00.000+02:00",
                "2020-05-05T07:00:00-05:00",
                "2020-05-04",
                "2020-05-05T11:59:60Z")) {
            FhirPlan plan = FhirPlan.usual().with(List.of("vitals.window_hours=48"));
            assertThat(Entry.one(plan, Entry.pulse(AT, time)).values()).as(time).hasSize(1);
        }
        String day = Entry.pulse(AT, "2020-05-05");
        FhirPlan east = FhirPlan.usual().with(List.of("cases.zone=+14:00", "vitals.window_hours=48"));
        assertThat(Entry.one(east, day).values()).hasSize(1);
        assertThat(Entry.one(FhirPlan.usual(), day).values()).isEmpty();
    }

    @Test
    void theLastOneCounts() throws IOException {
        FhirCase one = Entry.one(
                Entry.pulse("'o'", "'a'", ":80", ":81", AT, "2020-05-05T09:00:00Z"),
                Entry.pulse("'o'", "'b'", ":80", ":82", AT, "2020-05-05T11:00:00Z"),
                Entry.pulse("'o'", "'c'", ":80", ":83"));
        assertThat(number("heartrate", one)).isEqualTo(82);
        FhirCase same = Entry.one(
                Entry.pulse("'o'", "'a'", ":80", ":81", "'value", "'issued':'2020-05-05T11:00:00Z','value"),
                Entry.pulse("'o'", "'b'", ":80", ":82", "'value", "'issued':'2020-05-05T10:30:00Z','value"));
        assertThat(number("heartrate", same)).isEqualTo(81);
    }

    @Test
    void ofTwoVersionsTheOneUpdatedLastCounts() throws IOException {
        String late = "'id':'o','meta':{'lastUpdated':'2021-01-01T00:00:00Z'}";
        String early = "'id':'o','meta':{'lastUpdated':'2020-06-01T00:00:00Z'}";
        String wrong = Entry.pulse("'id':'o'", late, "'final'", "'entered-in-error'");
        String right = Entry.pulse("'id':'o'", early);
        assertThat(Entry.one(wrong, right).values()).isEmpty();
        assertThat(Entry.one(right, wrong).values()).isEmpty();
        assertThat(Entry.one(Entry.pulse(), Entry.pulse(":80", ":90"))
                        .values()
                        .get(0)
                        .number())
                .isEqualTo(90);
    }

    @Test
    void referencesComeInManyForms() throws IOException {
        for (String reference : List.of(
                "Patient/p",
                "Patient/p/_history/3",
                "https://hospital.example/fhir/Patient/p",
                "https://hospital.example/fhir/Patient/p/_history/3")) {
            assertThat(Entry.one(Entry.pulse("Patient/p", reference)).values())
                    .as(reference)
                    .hasSize(1);
        }
        for (String reference : List.of("#p", "p", "urn:uuid:p", "Patient/", "/", "")) {
            assertThat(Entry.one(Entry.pulse("Patient/p", reference)).values())
                    .as(reference)
                    .isEmpty();
        }
        String uuid = "urn:uuid:0a1b";
        String bundle = "{'resourceType':'Bundle','entry':[{'resource':" + Entry.pulse("Patient/p", uuid)
                + "},{'fullUrl':'urn:uuid:77','resource':"
                + Entry.STUDY.replace("'id':'s',", "").replace("Patient/p", uuid)
                + "},{'fullUrl':'" + uuid + "','resource':" + Entry.PATIENT + "}]}";
        FhirCase one = Entry.read(bundle, FhirPlan.usual()).cases().get(0);
        assertThat(one.age()).contains(60);
        assertThat(one.id()).isEqualTo("urn:uuid:77");
        assertThat(one.values()).hasSize(1);
    }

    @Test
    void labelsComeFromReportsAndFromObservations() throws IOException {
        String report = "{'resourceType':'DiagnosticReport','id':'r','status':'final','subject':{'reference':"
                + "'Patient/p'},'imagingStudy':[{'reference':'ImagingStudy/s'}],'result':[{'reference':"
                + "'Observation/o'}],'conclusionCode':[{'coding':[{'system':'urn:x','code':'A'}]}]}";
        FhirPlan reports = FhirPlan.usual()
                .with(List.of(
                        "labels.source=report",
                        "labels.unlisted=negative",
                        "target=[{name=\"a\", positive=[\"urn:x|A\"]}, {name=\"b\", positive=[\"urn:y|A\"]}]"));
        assertThat(Entry.one(reports, report).labels()).isEqualTo(Map.of("a", Label.POSITIVE, "b", Label.NEGATIVE));
        assertThat(Entry.one(reports, report.replace("'final'", "'cancelled'")).labels())
                .isEmpty();
        assertThat(Entry.one(reports, report.replace("ImagingStudy/s", "ImagingStudy/t"))
                        .labels())
                .isEmpty();
        FhirPlan signs = FhirPlan.usual()
                .with(List.of(
                        "labels.source=observation",
                        "target=[{name=\"a\", code=[\"1-1\"]}, {name=\"b\", code=[\"2-2\"]}]"));
        String yes = Entry.observation("1-1", "'valueBoolean':true");
        assertThat(Entry.one(signs, report, yes).labels()).isEqualTo(Map.of("a", Label.POSITIVE));
        assertThat(Entry.one(signs, yes).labels()).isEmpty();
        String part = yes.replace("'valueBoolean'", "'partOf':[{'reference':'ImagingStudy/s'}],'valueBoolean'");
        assertThat(Entry.one(signs, part).labels()).isEqualTo(Map.of("a", Label.POSITIVE));
    }

    @Test
    void aServerCanAskWithoutAStudy() throws IOException {
        String bundle = Entry.bundle(Entry.PATIENT, Entry.pulse());
        FhirBundle one = Entry.read(bundle, FhirPlan.usual());
        assertThat(one.cases()).isEmpty();
        FhirCase now = one.caseAt(OffsetDateTime.parse("2020-05-05T11:00:00+00:00"));
        Schema schema = Schema.parse(
                "version = 1\ntable = \"t.csv\"\ncase = \"id\"\n[[modality]]\nname = \"clinical\"\nkind = \"table\"\n"
                        + "features = [{ name = \"age\" }, { name = \"heartrate\" }, { name = \"sex\", kind ="
                        + " \"categorical\", levels = [\"F\", \"M\"] }]\n[[target]]\nname = \"x\"\n",
                "schema");
        Case known = now.toCase(schema);
        assertThat(known.numbers()).isEqualTo(Map.of("age", 60.0, "heartrate", 80.0));
        assertThat(known.categories()).isEqualTo(Map.of("sex", "F"));
        assertThat(one.caseAt(OffsetDateTime.parse("2020-05-05T09:00:00Z")).values())
                .isEmpty();
        assertThatThrownBy(
                        () -> Entry.read(Entry.bundle(), FhirPlan.usual()).caseAt(OffsetDateTime.now(ZoneOffset.UTC)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void ageCountsAsMuchAsIsKnown() throws IOException {
        Map<String, Integer> ages =
                Map.of("1960-05-05", 60, "1960-05-06", 59, "1960-05", 60, "1960-06", 59, "1960", 60, "2020-05-05", 0);
        for (Map.Entry<String, Integer> age : ages.entrySet()) {
            String patient = Entry.PATIENT.replace("1960-03-10", age.getKey());
            FhirCase one = Entry.read(Entry.bundle(patient, Entry.STUDY), FhirPlan.usual())
                    .cases()
                    .get(0);
            assertThat(one.age()).as(age.getKey()).contains(age.getValue());
        }
        for (String birth : List.of("1760", "2021", "unknown", "")) {
            String patient = Entry.PATIENT.replace("1960-03-10", birth);
            FhirCase one = Entry.read(Entry.bundle(patient, Entry.STUDY), FhirPlan.usual())
                    .cases()
                    .get(0);
            assertThat(one.age()).as(birth).isEmpty();
        }
    }
}

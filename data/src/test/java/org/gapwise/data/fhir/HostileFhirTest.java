package org.gapwise.data.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.DataException;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they should be: refused with all their faults at once, and nothing of a patient told. */
final class HostileFhirTest {

    @TempDir
    private Path folder;

    private DataException refused(String... files) {
        DataException refused =
                catchThrowableOfType(DataException.class, () -> Imports.run(folder, FhirPlan.usual(), List.of(files)));
        assertThat(refused).as(String.join(" ", files)).isNotNull();
        // The folder's own name is made of random digits, "1960" now and then among them.
        assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(
                        problem.toString().replace(folder.toString(), "the folder"))
                .contains("export")
                .doesNotContain("Sommer", "1960", "Patient/p", "secret"));
        return refused;
    }

    private static String lines(String... lines) {
        return Entry.json(String.join("\n", lines));
    }

    @Test
    void everyBrokenLineIsNamed() {
        DataException refused = refused(
                "Patient.ndjson",
                lines(
                        Entry.PATIENT,
                        "{'secret",
                        "[]",
                        "",
                        "7",
                        "{'resourceType':'Patient','id':'a','id':'a'}",
                        "secret"),
                "Observation.ndjson",
                lines("{}", Entry.bundle(), Entry.PATIENT + "x"));
        assertThat(refused.problems())
                .extracting(problem -> problem.where().replaceAll(".*/", ""))
                .containsExactlyInAnyOrder(
                        "Patient.ndjson, line 2",
                        "Patient.ndjson, line 3",
                        "Patient.ndjson, line 5",
                        "Patient.ndjson, line 6",
                        "Patient.ndjson, line 7",
                        "Observation.ndjson, line 1",
                        "Observation.ndjson, line 2",
                        "Observation.ndjson, line 3");
    }

    @Test
    void whatIsNoBundleIsRefused() {
        for (String text : List.of(
                "",
                "[]",
                "7",
                "{}",
                "{'resourceType':'Patient'}",
                "{'resourceType':['Bundle']}",
                "{'resourceType':'Bundle','entry':{}}",
                "{'resourceType':'Bundle'",
                "{'resourceType':'Bundle'} {}",
                "[".repeat(100_000),
                "{'a':".repeat(5000),
                "{'resourceType':'Bundle','n':" + "9".repeat(10_000) + "}")) {
            refused("bundle.json", Entry.json(text));
        }
    }

    @Test
    void aBundleOfOddThingsIsReadForWhatItIs() throws IOException {
        String odd = "{'resourceType':'Bundle','entry':[7,null,{},{'resource':[]},{'resource':{}},{'fullUrl':3,"
                + "'resource':{'resourceType':7}},{'resource':{'resourceType':'Observation','code':[],'component':7}},"
                + "{'resource':{'resourceType':'ImagingStudy','series':[{'instance':7}],'identifier':'x'}},"
                + "{'resource':{'resourceType':'Encounter','id':'../../etc','subject':7}},"
                + "{'resource':{'resourceType':'Patient','id':'p','birthDate':7,'extension':[7],'link':[{}]}},"
                + "{'resource':" + Entry.STUDY + "}]}";
        FhirCohort cohort = Imports.run(folder, FhirPlan.usual(), List.of("odd.json", Entry.json(odd)));
        assertThat(cohort.cohort().studies()).isEqualTo(1);
        assertThat(cohort.warnings()).anyMatch(w -> w.what().contains("linked"));
        assertThat(cohort.warnings()).anyMatch(w -> w.what().contains("ImagingStudy without an id"));
    }

    @Test
    void mutatedBundlesAreReadOrRefusedAndNeverMore() throws IOException {
        byte[] whole = Entry.json(Entry.bundle(Entry.PATIENT, Entry.STUDY, Entry.pulse()))
                .getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = Seeds.of(seed, "fhir mutant");
            byte[] bytes = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                FhirBundle.read(new ByteArrayInputStream(bytes), "request", FhirPlan.usual())
                        .cases();
                read++;
            } catch (DataException e) {
                assertThat(e.problems()).as("seed " + seed).isNotEmpty();
            }
        }
        assertThat(read).isBetween(100, 1900);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FhirBundle.read(new ByteArrayInputStream(cut), "request", FhirPlan.usual()))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines(Entry.PATIENT, Entry.STUDY, Entry.pulse()).getBytes(StandardCharsets.UTF_8));
        }
        Path source = Files.createDirectories(folder.resolve("export"));
        Path file = source.resolve("all.ndjson.gz");
        Files.write(file, bytes.toByteArray());
        assertThat(Imports.run(source, Optional.empty(), FhirPlan.usual(), folder.resolve("out"))
                        .cohort()
                        .studies())
                .isEqualTo(1);
        for (int bit = 0; bit < 40; bit++) {
            byte[] damaged = bytes.toByteArray();
            damaged[12 + bit * (damaged.length - 12) / 40] ^= 8;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Imports.run(source, Optional.empty(), FhirPlan.usual(), folder.resolve("bad")))
                    .as("bit " + bit)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void anEmptyFolderAndFilesWithoutCasesAreNoCohort() throws IOException {
        Files.createDirectories(folder.resolve("export"));
        refused();
        refused("Patient.ndjson", "");
        refused("Patient.ndjson", lines(Entry.PATIENT, Entry.STUDY.replace("2020-05-05T12:00:00Z", "soon")));
        assertThatThrownBy(() -> Imports.run(
                        folder.resolve("nowhere"), Optional.empty(), FhirPlan.usual(), folder.resolve("out")))
                .isInstanceOf(DataException.class);
    }

    @Test
    void oneNumberForTwoPeopleIsRefused() {
        refused(
                "a.ndjson",
                lines(Entry.PATIENT, Entry.STUDY),
                "b.ndjson",
                lines(Entry.PATIENT.replace("1960", "1990")));
        refused(
                "a.ndjson",
                lines(Entry.PATIENT, Entry.STUDY, Entry.pulse()),
                "b.ndjson",
                lines(Entry.pulse("Patient/p", "Patient/q")));
    }

    @Test
    void whatRefersToNobodyIsCounted() throws IOException {
        FhirCohort cohort = Imports.run(
                folder,
                FhirPlan.usual(),
                List.of("all.ndjson", lines(Entry.PATIENT, Entry.STUDY, Entry.pulse("Patient/p", "#someone"))));
        assertThat(cohort.warnings()).anySatisfy(warning -> {
            assertThat(warning.what()).contains("Observation that names no patient");
            assertThat(warning.where()).endsWith("all.ndjson, line 3");
        });
    }

    @Test
    void aPictureThatIsAbsentIsLeftOutOrAFault() throws IOException {
        String study = Entry.STUDY.replace(
                "'started'",
                "'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2'}],'series':[{'uid':'1.3','instance':["
                        + "{'uid':'1.4'},{'uid':'../../x'}]}],'started'");
        Path source = Files.createDirectories(folder.resolve("export"));
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.writeString(source.resolve("a.ndjson"), lines(Entry.PATIENT, study));
        Optional<Path> images = Optional.of(pictures);
        FhirPlan plan = FhirPlan.usual();
        assertThat(Imports.run(source, images, plan, folder.resolve("out"))
                        .cohort()
                        .images())
                .isZero();
        assertThatThrownBy(() ->
                        Imports.run(source, images, plan.with(List.of("images.absent=fault")), folder.resolve("bad")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2");
        Files.createDirectories(pictures.resolve("1.2/1.3"));
        Files.writeString(pictures.resolve("1.2/1.3/1.4.dcm"), "");
        assertThat(Imports.run(source, images, plan, folder.resolve("tree"))
                        .cohort()
                        .images())
                .isEqualTo(1);
        assertThat(folder.resolve("tree/cases.csv")).content().contains("1.2/1.3/1.4.dcm");
        Files.writeString(pictures.resolve("1.4.dcm"), "");
        Imports.run(source, images, plan.with(List.of("images.names=flat")), folder.resolve("flat"));
        assertThat(folder.resolve("flat/cases.csv")).content().contains(",1.4.dcm");
    }
}

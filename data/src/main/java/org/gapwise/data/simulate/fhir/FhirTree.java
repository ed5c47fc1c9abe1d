package org.gapwise.data.simulate.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.file.Json;
import org.gapwise.data.simulate.Patients;
import org.gapwise.data.simulate.Visit;

/** Writes a simulated cohort as a FHIR R4 bulk export, one patient at a time: memory does not grow with the cohort. */
public final class FhirTree {

    /** Of the codes of the reports. */
    public static final String FINDINGS = "urn:gapwise:simulated-findings";

    private static final String CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
    private static final Map<String, String> RACES = Map.of("white", "2106-3", "black", "2054-5", "asian", "2028-9");
    private static final int DAY = 1440;

    private final FhirTreePlan plan;
    private final Export export;
    private final Path root;
    private final Progress progress;

    private FhirTree(FhirTreePlan plan, Export export, Path root, Progress progress) {
        this.plan = plan;
        this.export = export;
        this.root = root;
        this.progress = progress;
    }

    /** Writes {@code export}, {@code pictures}, {@code import.toml} and {@code truth.csv} into a folder. */
    public static void write(FhirTreePlan plan, Path out, Progress progress) {
        progress.start("Writing studies", plan.cohort().cases());
        try (Export export = new Export(out)) {
            new Patients(plan.cohort()).forEach(new FhirTree(plan, export, out, progress)::patient);
            Files.writeString(out.resolve("import.toml"), targets());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + out, e);
        }
        progress.done();
    }

    private static String targets() {
        return "version = 1\nsource = \"fhir\"\n\n[labels]\nsource = \"report\"\n"
                + Visit.labelNames().stream()
                        .map(name -> "\n[[target]]\nname = \"" + name + "\"\npositive = [\"" + FINDINGS + "|"
                                + code(name, Label.POSITIVE) + "\"]\nnegative = [\"" + FINDINGS + "|"
                                + code(name, Label.NEGATIVE) + "\"]\nuncertain = [\"" + FINDINGS + "|"
                                + code(name, Label.UNCERTAIN) + "\"]\n")
                        .collect(Collectors.joining());
    }

    private static String code(String name, Label label) {
        String word = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return switch (label) {
            case POSITIVE -> word;
            case NEGATIVE -> "without-" + word;
            case UNCERTAIN -> "possible-" + word;
        };
    }

    /**
     * Who is simulated.
     *
     * @param birth absent of somebody of whom nothing but pictures is known
     */
    private record Subject(String id, Optional<LocalDate> birth, String sex, String race, Chart.Body body) {

        boolean isKnown() {
            return birth.isPresent();
        }
    }

    private void patient(List<Visit> visits) {
        int number = visits.get(0).number();
        SplittableRandom random = Seeds.of(plan.seed(), "fhir patient", number);
        ZoneOffset zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneOffset.ofHours(random.nextInt(-8, 10));
        OffsetDateTime at = LocalDateTime.of(2015 + random.nextInt(8), 1, 1, 0, 0)
                .plusMinutes(random.nextInt(365 * DAY))
                .atOffset(zone);
        Subject subject = subject("p" + number, visits, at, random);
        write(subject);
        for (int i = 0; i < visits.size(); i++) {
            Chart chart = new Chart(export, plan.seed(), subject.id(), visits.get(i), at);
            if (subject.isKnown() && i == 0) {
                chart.body(subject.body());
            }
            if (subject.isKnown() && i == visits.size() - 1) {
                chart.sameDay();
            }
            study(subject, visits.get(i), at, chart);
            at = at.plusMinutes(random.nextInt(20 * DAY, 60 * DAY));
        }
        progress.step(visits.size());
    }

    private static Subject subject(String id, List<Visit> visits, OffsetDateTime first, SplittableRandom random) {
        Optional<Map<String, String>> known =
                visits.stream().filter(Visit::hasTable).findFirst().map(Visit::cells);
        int days = random.nextInt(1, 365);
        Optional<LocalDate> birth = known.map(cells -> first.toLocalDate()
                .minusYears(Integer.parseInt(cells.getOrDefault("age", "60")))
                .minusDays(days));
        String sex = known.map(cells -> cells.getOrDefault("sex", "")).orElse("");
        List<String> races = RACES.keySet().stream().sorted().toList();
        String race = random.nextInt(4) == 0 ? "" : races.get(random.nextInt(races.size()));
        return new Subject(id, birth, sex, race, Chart.Body.of(random, first));
    }

    private void write(Subject subject) {
        ObjectNode patient = Json.object().put("resourceType", "Patient").put("id", subject.id());
        patient.withArray("name").addObject().put("family", "Simulated").put("text", subject.id());
        subject.birth().ifPresent(birth -> patient.put("birthDate", birth.toString()));
        patient.put(
                "gender", subject.sex().isEmpty() ? "unknown" : subject.sex().equals("F") ? "female" : "male");
        String code = RACES.get(subject.race());
        if (subject.isKnown() && code != null) {
            ObjectNode race = patient.withArray("extension").addObject().put("url", CORE);
            ObjectNode category = race.withArray("extension").addObject().put("url", "ombCategory");
            category.putObject("valueCoding")
                    .put("system", "urn:oid:2.16.840.1.113883.6.238")
                    .put("code", code);
        }
        export.write(patient);
    }

    private void study(Subject subject, Visit visit, OffsetDateTime at, Chart chart) {
        Truth truth = new Truth(at);
        truth.put("study_id", "s" + visit.number());
        truth.put("subject_id", subject.id());
        subject.birth().ifPresent(birth -> {
            truth.put("age", Period.between(birth, at.toLocalDate()).getYears());
            truth.put("sex", subject.sex());
            truth.put("race", subject.race());
            subject.body().tell(truth);
        });
        if (visit.hasTable()) {
            encounter(subject, visit, at, truth);
            chart.write(truth);
        }
        imaging(subject, visit, at, truth);
        reports(subject, visit, at, truth);
        export.write(truth);
    }

    private void encounter(Subject subject, Visit visit, OffsetDateTime at, Truth truth) {
        String place = visit.cells().getOrDefault("location", "ED");
        truth.put("place", place);
        ObjectNode encounter = Export.resource("Encounter", "e" + visit.number(), "finished", subject.id());
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", place.equals("ED") ? "EMER" : "IMP");
        if (place.equals("ICU")) {
            Export.code(encounter.withArray("type").addObject(), "http://snomed.info/sct", "305351004");
        }
        encounter
                .putObject("period")
                .put("start", Export.time(at.minusHours(6)))
                .put("end", Export.time(at.plusDays(2)));
        export.write(encounter);
    }

    private void imaging(Subject subject, Visit visit, OffsetDateTime at, Truth truth) {
        List<String> uids = List.of(uid(visit, "study"), uid(visit, "series"), uid(visit, "instance"));
        ObjectNode study = Export.resource("ImagingStudy", "s" + visit.number(), "available", subject.id());
        study.put("started", Export.time(at));
        study.withArray("identifier").addObject().put("system", "urn:dicom:uid").put("value", "urn:oid:" + uids.get(0));
        if (visit.hasImage()) {
            ObjectNode series = study.withArray("series").addObject();
            series.put("uid", uids.get(1)).putObject("modality").put("code", "DX");
            series.withArray("instance").addObject().put("uid", uids.get(2)).put("number", 1);
        }
        export.write(study);
        if (visit.hasImage() && plan.pictures()) {
            String name = String.join("/", uids) + ".dcm";
            truth.put("image_file", name);
            draw(visit, uids, root.resolve("pictures").resolve(name));
        }
    }

    /** A UID made of a number, as PS3.5 B.2 has it. */
    private String uid(Visit visit, String what) {
        return "2.25." + (Seeds.mix(plan.seed(), "fhir uid of " + what, visit.number()) >>> 1);
    }

    private void draw(Visit visit, List<String> uids, Path file) {
        int size = plan.cohort().imageSize();
        byte[] pixels = visit.signs().pixels(size, plan.seed(), visit.number());
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, GreyDicom.file(uids, size, pixels));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    /** A preliminary report that found everything, the final one, and one that was about somebody else. */
    private void reports(Subject subject, Visit visit, OffsetDateTime at, Truth truth) {
        ObjectNode before = report(subject, visit, "preliminary", at.plusHours(1));
        ObjectNode report = report(subject, visit, "final", at.plusHours(5));
        visit.labels().forEach((name, label) -> {
            conclude(before, name, Label.POSITIVE);
            conclude(report, name, label);
            truth.put(name, label == Label.POSITIVE ? 1 : label == Label.NEGATIVE ? 0 : -1);
        });
        ObjectNode wrong = report(subject, visit, "entered-in-error", at.plusHours(9));
        Visit.labelNames().forEach(name -> conclude(wrong, name, Label.UNCERTAIN));
        List.of(report, before, wrong).forEach(export::write);
    }

    private static ObjectNode report(Subject subject, Visit visit, String status, OffsetDateTime issued) {
        ObjectNode report =
                Export.resource("DiagnosticReport", "r" + visit.number() + "-" + status, status, subject.id());
        report.withArray("imagingStudy").addObject().put("reference", "ImagingStudy/s" + visit.number());
        return report.put("issued", Export.time(issued));
    }

    private static void conclude(ObjectNode report, String name, Label label) {
        Export.code(report.withArray("conclusionCode").addObject(), FINDINGS, code(name, label));
    }
}

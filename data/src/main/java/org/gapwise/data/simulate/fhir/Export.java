package org.gapwise.data.simulate.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.file.Json;

/** The files of an export, open for writing; Observations are dealt out to two, so that a patient's lie in both. */
final class Export implements Closeable {

    static final String FOLDER = "export";
    static final String LOINC = "http://loinc.org";

    private final List<Writer> open = new ArrayList<>();
    private final Writer patients;
    private final Writer encounters;
    private final Writer studies;
    private final Writer reports;
    private final List<Writer> observations;
    private final Writer truth;
    private long count;

    Export(Path root) throws IOException {
        Files.createDirectories(root.resolve(FOLDER));
        patients = file(root.resolve(FOLDER + "/Patient.ndjson"));
        encounters = file(root.resolve(FOLDER + "/Encounter.ndjson"));
        studies = file(root.resolve(FOLDER + "/ImagingStudy.ndjson"));
        reports = file(root.resolve(FOLDER + "/DiagnosticReport.ndjson.gz"));
        observations = List.of(
                file(root.resolve(FOLDER + "/Observation.000.ndjson")),
                file(root.resolve(FOLDER + "/Observation.001.ndjson.gz")));
        truth = file(root.resolve("truth.csv"));
        line(truth, String.join(",", Truth.header()));
    }

    private Writer file(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        boolean packed = file.toString().endsWith(".gz");
        Writer writer = new BufferedWriter(
                new OutputStreamWriter(packed ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8));
        open.add(writer);
        return writer;
    }

    private static void line(Writer writer, String line) {
        try {
            writer.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the export", e);
        }
    }

    /** Writes a resource to the file of its type. */
    void write(JsonNode resource) {
        Writer writer =
                switch (resource.path("resourceType").asText()) {
                    case "Patient" -> patients;
                    case "Encounter" -> encounters;
                    case "ImagingStudy" -> studies;
                    case "DiagnosticReport" -> reports;
                    default -> observations.get((int) (count % observations.size()));
                };
        count++;
        line(writer, Json.line(resource));
    }

    void write(Truth row) {
        line(truth, row.row());
    }

    /** A resource about somebody. */
    static ObjectNode resource(String type, String id, String status, String patient) {
        ObjectNode resource =
                Json.object().put("resourceType", type).put("id", id).put("status", status);
        resource.putObject("subject").put("reference", "Patient/" + patient);
        return resource;
    }

    /** A time as FHIR writes it, with seconds and zone. */
    static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** A day without a clock; who reads it takes it for one of UTC. */
    static String day(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Adds a coding to what holds codings. */
    static void code(ObjectNode concept, String system, String code) {
        concept.withArray("coding").addObject().put("system", system).put("code", code);
    }

    @Override
    public void close() throws IOException {
        for (Writer writer : open) {
            writer.close();
        }
    }
}

package org.gapwise.data.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.table.Findings;

/**
 * Brings the resources of each patient together, however they lie in the files. DuckDB sorts them, on disk when they do
 * not fit into memory; in ours are those of some patients at a time.
 */
final class PatientShelf implements AutoCloseable {

    /** Resources that are taken from the shelf at once, and those of the patient that exceeds it. */
    private static final int ARMFUL = 20_000;

    private final Desk desk;
    private final Desk.Rows rows;
    private long count;

    PatientShelf(Desk desk) {
        this.desk = desk;
        desk.run("CREATE TABLE resource (patient VARCHAR, type VARCHAR, key VARCHAR, file BIGINT, line BIGINT,"
                + " number BIGINT, body VARCHAR)");
        this.rows = desk.rowsOf("resource");
    }

    void put(Resource resource) {
        Place place = resource.place();
        rows.add(
                resource.patient(),
                resource.type(),
                resource.key(),
                place.file(),
                place.line(),
                count++,
                FhirJson.line(resource.tree()));
    }

    /** Sorts by patient; a resource that is about two is a {@link DataException}. */
    void sort(List<FhirFile> files) {
        rows.close();
        Findings faults = new Findings();
        desk.each(
                "SELECT arg_max(file, number), arg_max(line, number) FROM resource GROUP BY key"
                        + " HAVING min(patient) <> max(patient) ORDER BY ALL",
                row -> {
                    FhirFile file = files.get(Integer.parseInt(row.get(0)));
                    faults.add(
                            "two patients",
                            new Problem(
                                    "the resource is there once for one patient and once for another.",
                                    file.where(Long.parseLong(row.get(1))),
                                    "Remove one, or import what comes from different servers one by one."));
                });
        if (!faults.isEmpty()) {
            throw new DataException(faults.list());
        }
        desk.run("CREATE TABLE sorted AS SELECT r.*, p.armful FROM resource r JOIN (SELECT patient,"
                + " CAST(sum(count(*)) OVER (ORDER BY patient) AS BIGINT) // " + ARMFUL + " AS armful FROM resource"
                + " GROUP BY patient) p USING (patient) ORDER BY p.armful, r.patient, r.number");
        desk.run("DROP TABLE resource");
    }

    /** Hands over the resources of each patient, by the patients' keys. */
    void forEachPatient(Consumer<List<Resource>> reader) {
        long armfuls = desk.count("SELECT max(armful) + 1 FROM sorted");
        for (long armful = 0; armful < armfuls; armful++) {
            List<Resource> patient = new ArrayList<>();
            for (List<String> row : desk.rows("SELECT type, key, patient, body, file, line FROM sorted WHERE armful = "
                    + armful + " ORDER BY patient, number")) {
                Resource resource = resource(row);
                if (!patient.isEmpty() && !patient.get(0).patient().equals(resource.patient())) {
                    reader.accept(patient);
                    patient = new ArrayList<>();
                }
                patient.add(resource);
            }
            if (!patient.isEmpty()) {
                reader.accept(patient);
            }
        }
    }

    private static Resource resource(List<String> row) {
        try {
            return new Resource(
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    FhirJson.parse(row.get(3).getBytes(StandardCharsets.UTF_8)),
                    new Place(Integer.parseInt(row.get(4)), Long.parseLong(row.get(5))));
        } catch (FhirJson.Broken e) {
            throw new IllegalStateException("what was written cannot be read: " + e.what(), e);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}

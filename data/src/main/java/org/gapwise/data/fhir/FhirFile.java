package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.data.table.Findings;
import org.gapwise.data.table.TableLimits;
import org.gapwise.data.table.WholeFile;

/** A file of FHIR: a Bundle, or one resource a line. */
record FhirFile(Path path, boolean lines) {

    /** JSON of one kind packs better than tables do. */
    static final TableLimits LIMITS = new TableLimits(2000, 1L << 40, LineReader.LONGEST, 1);

    private static final String FIX = "Correct or remove the line, or export again.";

    /** The file itself, or those of a folder: its NDJSON when it has any, else its Bundles; by name. */
    static List<FhirFile> find(Path source) {
        if (Files.isRegularFile(source)) {
            return List.of(of(source).findFirst().orElseThrow(() -> nothing(source)));
        }
        try (Stream<Path> entries = Files.list(source)) {
            List<FhirFile> files = entries.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(FhirFile::of)
                    .toList();
            boolean lines = files.stream().anyMatch(FhirFile::lines);
            List<FhirFile> chosen =
                    files.stream().filter(file -> file.lines() == lines).toList();
            if (chosen.isEmpty()) {
                throw nothing(source);
            }
            return chosen;
        } catch (IOException e) {
            throw new DataException("there is no such file or folder.", source.toString(), "Check the path.");
        }
    }

    private static Stream<FhirFile> of(Path path) {
        String name =
                String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return Stream.of(new FhirFile(path, true));
        }
        return name.endsWith(".json") ? Stream.of(new FhirFile(path, false)) : Stream.empty();
    }

    private static DataException nothing(Path source) {
        return new DataException(
                "there is no FHIR here.",
                source.toString(),
                "Give a Bundle (.json), a folder of Bundles, or a folder of .ndjson files; each may end in .gz.");
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** What a line or an entry is called in messages. */
    String where(long number) {
        return path + (lines ? ", line " : ", entry ") + number;
    }

    /** Reads all of it; every line that is broken is noted. */
    void read(int number, Intake intake, Findings faults) {
        try (InputStream in = WholeFile.open(path, LIMITS)) {
            if (lines) {
                lines(in, number, intake, faults);
            } else {
                FhirBundle.entries(in, path.toString(), number, intake);
            }
        } catch (DataException e) {
            e.problems().forEach(faults::add);
        } catch (IOException e) {
            faults.add(new Problem("the file cannot be read.", path.toString(), "Export it again."));
        }
    }

    private void lines(InputStream in, int number, Intake intake, Findings faults) throws IOException {
        LineReader reader = new LineReader(in);
        while (reader.next()) {
            if (reader.isTooLong()) {
                fault(faults, reader.number(), "the line is longer than " + (LineReader.LONGEST >> 20) + " MiB.");
            } else if (!reader.isBlank()) {
                line(reader, number, intake, faults);
            }
        }
    }

    private void line(LineReader reader, int number, Intake intake, Findings faults) {
        try {
            JsonNode tree = FhirJson.parse(reader.line());
            if (!tree.isObject() || FhirJson.text(tree.path("resourceType")).isEmpty()) {
                fault(faults, reader.number(), "the line holds no resource.");
            } else if (tree.path("resourceType").asText().equals("Bundle")) {
                fault(faults, reader.number(), "the line holds a Bundle, not a resource of its own.");
            } else {
                intake.take(tree, "", References.PLAIN, new Place(number, reader.number()));
            }
        } catch (FhirJson.Broken e) {
            fault(faults, reader.number(), "the line is broken: " + e.what());
        }
    }

    private void fault(Findings faults, long line, String what) {
        faults.add(path.toString(), new Problem(what, where(line), FIX));
    }
}

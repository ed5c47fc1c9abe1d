package org.gapwise.data.fhir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.Progress;
import org.gapwise.data.desk.Effort;

/** Imports with little memory. */
final class Imports {

    private Imports() {}

    static FhirCohort run(Path source, Optional<Path> images, FhirPlan plan, Path out) throws IOException {
        Files.createDirectories(out);
        return FhirImport.run(
                new FhirRequest(source, images, plan, new Effort("500MB", 2), out, out), Progress.silent());
    }

    /** Writes files into a folder, each a name and its lines, and imports it. */
    static FhirCohort run(Path folder, FhirPlan plan, List<String> files) throws IOException {
        Path source = Files.createDirectories(folder.resolve("export"));
        for (int i = 0; i < files.size(); i += 2) {
            Files.writeString(source.resolve(files.get(i)), files.get(i + 1));
        }
        return run(source, Optional.empty(), plan, folder.resolve("out"));
    }
}

package org.gapwise.data.fhir;

import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.data.desk.Effort;

/**
 * What to import, how, and where to.
 *
 * @param source a Bundle, a folder of Bundles, or a folder of NDJSON files
 * @param images folder of the pictures
 * @param out folder to write into
 * @param home where {@code out} will be in the end; paths to pictures start there
 */
public record FhirRequest(Path source, Optional<Path> images, FhirPlan plan, Effort effort, Path out, Path home) {}

package org.gapwise.data.mimic;

import java.nio.file.Path;
import org.gapwise.data.desk.Effort;

/**
 * What to import, how, and where to.
 *
 * @param work folder of the Parquet copies; kept, and used again
 * @param out folder to write into
 * @param home where {@code out} will be in the end; paths to pictures start there
 */
public record MimicRequest(MimicFolders folders, MimicPlan plan, Effort effort, Path work, Path out, Path home) {}

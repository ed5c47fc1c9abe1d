package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the data sets lie, each folder as PhysioNet ships it.
 *
 * @param cxr MIMIC-CXR-JPG: the four tables and {@code files}
 * @param iv MIMIC-IV: {@code hosp} and {@code icu}
 * @param ed MIMIC-IV-ED: {@code ed}
 */
public record MimicFolders(Path cxr, Path iv, Optional<Path> ed) {}

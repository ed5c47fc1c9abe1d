package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.ConfigException;

/**
 * Where the data sets lie, each folder as PhysioNet ships it. The tables of MIMIC-IV, -ED and -Note may also be those
 * of a database that mimic-code made: of DuckDB, given as its file, or on a PostgreSQL server, given as
 * {@code postgresql://user@host/database}.
 *
 * @param cxr MIMIC-CXR-JPG: the four tables and {@code files}
 * @param dicom MIMIC-CXR: {@code files} with DICOM; without it they are looked for in {@code cxr}
 * @param iv MIMIC-IV: {@code hosp} and {@code icu}
 * @param ed MIMIC-IV-ED: {@code ed}
 * @param note MIMIC-IV-Note: {@code note}
 */
public record MimicFolders(Path cxr, Optional<Path> dicom, Path iv, Optional<Path> ed, Optional<Path> note) {

    public MimicFolders {
        Stream.of(Optional.of(cxr), dicom)
                .flatMap(Optional::stream)
                .filter(PostgresAddress::isOne)
                .forEach(server -> {
                    throw new ConfigException(
                            "MIMIC-CXR is read from files, and its folder is given as a server.",
                            "--cxr, --dicom",
                            "Give the folder; the tables of --iv, --ed and --note may come from a server.");
                });
    }

    /** Of a data set that was given. */
    Path of(SourceTable.Set set) {
        return switch (set) {
            case CXR -> cxr;
            case IV -> iv;
            case ED -> ed.orElseThrow();
            case NOTE -> note.orElseThrow();
        };
    }

    /** One of them as errors name it, without who asks. */
    static String named(Path given) {
        return PostgresAddress.isOne(given) ? PostgresAddress.of(given).toString() : given.toString();
    }

    /** Those that may be a database. */
    List<Path> ofTables() {
        return Stream.of(Optional.of(iv), ed, note).flatMap(Optional::stream).toList();
    }
}

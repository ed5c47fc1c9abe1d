package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.desk.Effort;

/** Where a table lies: in a file of its own, in a database, or on a server. */
sealed interface Origin permits CsvOrigin, DatabaseOrigin, PostgresOrigin {

    SourceTable table();

    /** The file that holds it. */
    Path file();

    /** For reports: the file below its data set's folder, or the table within the database. */
    String path();

    /** For errors. */
    String where();

    /** The line of the file that DuckDB speaks of, ready to stand behind {@link #where()}; empty when it names none. */
    String line(String said);

    /** Proves that the file is whole, after it was fetched if need be, and gives its SHA-256; a damaged one is a DataException. */
    String sha256();

    /** Columns as they are named there. */
    List<String> header();

    /** Opens DuckDB so that it sees the table, and may write into the folder. */
    Desk open(Effort effort, Path folder);

    /** The table for FROM. */
    String relation();

    /** A column as the type that an import reads. */
    String column(String named, String type);

    /** What the publisher says of the file, by {@link #path()}; empty when nobody did. */
    Map<String, String> published();

    /** Gives back what was taken to read it. */
    default void release() {}
}

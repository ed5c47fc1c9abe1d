package org.gapwise.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.gapwise.core.DataException;
import org.gapwise.core.schema.ImageModality;

/**
 * Where a table lies, in any file system that Hadoop knows: a file, a folder of them, or a pattern; and its pictures.
 *
 * @param table as it was given
 * @param pictures folder of all modalities, or empty: then each is where the schema says, beside the table
 */
record Location(String table, String pictures) implements Serializable {

    /** The folder of a modality's pictures. */
    Path root(ImageModality modality) {
        if (!pictures.isEmpty()) {
            return new Path(pictures);
        }
        Path beside = new Path(table).getParent();
        Path folder = beside == null ? new Path(table) : beside;
        return modality.root().isEmpty() ? folder : new Path(folder, modality.root());
    }

    /** All files of the table, in order; those whose names begin with a dot or an underscore are Hadoop's own. */
    List<String> files(Configuration configuration) {
        try {
            Path path = new Path(table);
            FileSystem system = path.getFileSystem(configuration);
            FileStatus[] found = system.globStatus(path);
            if (found == null || found.length == 0) {
                throw new DataException("the table does not exist.", table, "Correct the path.");
            }
            List<String> files = new ArrayList<>();
            for (FileStatus one : found) {
                add(system, one, files);
            }
            if (files.isEmpty()) {
                throw new DataException("there is no file in this folder.", table, "Correct the path.");
            }
            return files.stream().sorted().toList();
        } catch (FileNotFoundException e) {
            throw new DataException("the table does not exist.", table, "Correct the path.");
        } catch (IOException e) {
            throw new UncheckedIOException("could not look for the table", e);
        }
    }

    private static void add(FileSystem system, FileStatus one, List<String> files) throws IOException {
        if (one.isFile()) {
            files.add(one.getPath().toString());
            return;
        }
        RemoteIterator<LocatedFileStatus> below = system.listFiles(one.getPath(), true);
        while (below.hasNext()) {
            Path path = below.next().getPath();
            if (!path.getName().startsWith("_") && !path.getName().startsWith(".")) {
                files.add(path.toString());
            }
        }
    }

    static boolean isParquet(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }
}

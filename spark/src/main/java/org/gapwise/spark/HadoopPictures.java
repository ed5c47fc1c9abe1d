package org.gapwise.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.data.image.ImageFault;
import org.gapwise.data.image.ImageRoot;
import org.gapwise.data.table.Pictures;

/** Pictures below a folder of any file system that Hadoop knows; what lies there is seen when it is read. */
record HadoopPictures(Location location, Configuration configuration) implements Pictures {

    @Override
    public ImageSource find(ImageModality modality, String cell, String where) throws ImageFault {
        Path path = path(modality, cell);
        return new HadoopImage(files(path), path, where);
    }

    /** The same, for those who want to know before much work is done that every picture is there. */
    Pictures looking() {
        return (modality, cell, where) -> {
            Path path = path(modality, cell);
            FileSystem files = files(path);
            if (!isFile(files, path)) {
                throw ImageFault.notFound(path.toString());
            }
            if (files instanceof LocalFileSystem) {
                // A link could lead out of it.
                ImageRoot.of(java.nio.file.Path.of(
                                location.root(modality).toUri().getPath()))
                        .orElseThrow(() -> ImageFault.notFound(path.toString()))
                        .resolve(cell);
            }
            return new HadoopImage(files, path, where);
        };
    }

    private Path path(ImageModality modality, String cell) throws ImageFault {
        ImageRoot.check(cell);
        return new Path(location.root(modality), new Path(null, null, cell));
    }

    private static boolean isFile(FileSystem files, Path path) {
        try {
            return files.exists(path) && files.getFileStatus(path).isFile();
        } catch (IOException e) {
            throw new UncheckedIOException("could not look for pictures", e);
        }
    }

    private FileSystem files(Path path) {
        try {
            return path.getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no file system for the pictures", e);
        }
    }
}

package org.gapwise.spark;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.image.ImageBytes;

/**
 * A picture in any file system that Hadoop knows, fetched and decoded whenever it is asked for.
 *
 * @param where file, row and column of the table that names it
 */
record HadoopImage(FileSystem files, Path path, String where) implements ImageSource {

    private static final int MAX_BYTES = 512 << 20;

    @Override
    public Pixels read(int size) {
        return ImageBytes.decode(bytes(), size, Long.MAX_VALUE, where).read(size);
    }

    private byte[] bytes() {
        try (InputStream in = files.open(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new DataException("the file is larger than 512 MiB.", where, "Scale the picture down first.");
            }
            return bytes;
        } catch (IOException e) {
            throw new DataException(
                    "image " + path + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    where,
                    "Restore the file from its source, or leave the cell empty if there is no picture.");
        }
    }
}

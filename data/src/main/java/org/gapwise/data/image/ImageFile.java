package org.gapwise.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;

/**
 * A picture in a file, decoded whenever it is asked for.
 *
 * @param path of the file, already checked by {@link ImageRoot}
 * @param where file, row and column of the table that names it
 */
public record ImageFile(Path path, String where) implements ImageSource {

    private static final long MAX_BYTES = 512L << 20;

    /** {@code [1 or 3, size, size]}; a file that has gone bad since it was checked is a {@link DataException}. */
    @Override
    public Pixels read(int size) {
        try {
            return pixels(size);
        } catch (ImageFault e) {
            throw new DataException(problem(e).what(), where, e.fix());
        }
    }

    Pixels pixels(int size) throws ImageFault {
        return Decoder.square(container(), size);
    }

    Container container() throws ImageFault {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ImageFault("the file is larger than 512 MiB.", "Scale the picture down first.");
            }
            return Container.of(Files.readAllBytes(path));
        } catch (IOException e) {
            throw ImageFault.damaged("the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    Problem problem(ImageFault fault) {
        return new Problem("image " + path + ": " + fault.what(), where, fault.fix());
    }
}

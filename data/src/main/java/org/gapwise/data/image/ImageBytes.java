package org.gapwise.data.image;

import org.gapwise.core.DataException;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;

/** Pictures whose bytes came from somewhere else than a file, e.g. over the network. */
public final class ImageBytes {

    private ImageBytes() {}

    /**
     * Decodes at once and keeps only what a model looks at: {@code [1 or 3, size, size]}, the same pixels as from an
     * {@link ImageFile} of these bytes. What cannot be decoded, or has more pixels, is a {@link DataException}.
     *
     * @param where says in messages which picture it is
     */
    public static ImageSource decode(byte[] bytes, int size, long mostPixels, String where) {
        try {
            Container container = Container.of(bytes);
            long pixels = (long) container.width() * container.height();
            if (pixels > mostPixels) {
                throw new ImageFault(
                        "the header says " + container.width() + " x " + container.height()
                                + " pixels, more than the limit of " + mostPixels + ".",
                        "Scale the picture down first.");
            }
            Pixels decoded = Decoder.square(container, size);
            return asked -> decoded(decoded, asked);
        } catch (ImageFault e) {
            throw new DataException(e.what(), where, e.fix());
        }
    }

    private static Pixels decoded(Pixels decoded, int asked) {
        if (decoded.height() != asked) {
            throw new IllegalArgumentException("decoded for " + decoded.height() + " pixels, asked for " + asked);
        }
        return decoded;
    }
}

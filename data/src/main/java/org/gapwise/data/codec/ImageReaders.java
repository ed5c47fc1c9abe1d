package org.gapwise.data.codec;

import java.util.Iterator;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Readers by who made them. Libraries on the class path put theirs before the JDK's, so that asking for a format alone
 * may give another decoder, and other pixels, than it used to.
 */
public final class ImageReaders {

    private static final String TWELVE_MONKEYS = "com.twelvemonkeys.";

    private ImageReaders() {}

    /** The JDK's own reader. */
    public static ImageReader jdk(String format) {
        return reader(format, type -> type.getModule() == ImageIO.class.getModule());
    }

    static ImageReader twelveMonkeys(String format) {
        return reader(format, type -> type.getName().startsWith(TWELVE_MONKEYS));
    }

    private static ImageReader reader(String format, Predicate<Class<?>> wanted) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (wanted.test(reader.getClass())) {
                return reader;
            }
        }
        throw new IllegalStateException("there is no such reader for " + format);
    }
}

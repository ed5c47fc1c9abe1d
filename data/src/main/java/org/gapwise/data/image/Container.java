package org.gapwise.data.image;

import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Shape;
import org.gapwise.data.dicom.DicomFile;
import org.gapwise.data.dicom.PixelHeader;

/**
 * What the bytes of a picture claim, checked before any decoder sees them.
 *
 * @param format {@code png}, {@code jpeg} or {@link #DICOM}
 * @param grey whether the file has a single channel of brightness
 * @param stripped the same picture without profiles, thumbnails and texts, none of which we use and each of which a
 *     decoder might choke on; a DICOM file as it is, since ours skips what it does not use
 */
record Container(String format, int width, int height, boolean grey, byte[] stripped) {

    static final String DICOM = "dicom";

    static final long MAX_PIXELS = Shape.MAX_PIXELS;

    static Container of(byte[] bytes) throws ImageFault {
        if (bytes.length == 0) {
            throw ImageFault.damaged("the file is empty.");
        }
        if (starts(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PngContainer.read(bytes);
        }
        if (starts(bytes, 0xFF, 0xD8, 0xFF)) {
            return JpegContainer.read(bytes);
        }
        if (DicomFile.begins(bytes)) {
            return dicom(bytes);
        }
        String kind = kind(bytes);
        if (kind.isEmpty()) {
            throw ImageFault.damaged("the file is neither PNG nor JPEG nor DICOM.");
        }
        throw ImageFault.unsupported("the file is " + kind + ", only PNG, JPEG and DICOM are read.");
    }

    private static Container dicom(byte[] bytes) throws ImageFault {
        try {
            PixelHeader header = DicomFile.of(bytes).header();
            return new Container(DICOM, header.columns(), header.rows(), header.samples() == 1, bytes);
        } catch (PixelFault e) {
            throw ImageFault.of(e);
        }
    }

    static void checkSize(long width, long height) throws ImageFault {
        if (width <= 0 || height <= 0) {
            throw ImageFault.damaged("the header says " + width + " x " + height + " pixels.");
        }
        if (width > MAX_PIXELS / height) {
            throw new ImageFault(
                    "the header says " + width + " x " + height + " pixels, more than the limit of " + MAX_PIXELS + ".",
                    "Scale the picture down first.");
        }
    }

    private static String kind(byte[] bytes) {
        if (starts(bytes, 'G', 'I', 'F', '8')) {
            return "a GIF";
        }
        if (starts(bytes, 'B', 'M')) {
            return "a BMP";
        }
        if (starts(bytes, 'I', 'I', 42, 0) || starts(bytes, 'M', 'M', 0, 42)) {
            return "a TIFF";
        }
        if (starts(bytes, 'R', 'I', 'F', 'F')) {
            return "a WebP";
        }
        if (starts(bytes, 0, 0, 0, 0x0C, 'j', 'P') || starts(bytes, 0xFF, 0x4F, 0xFF, 0x51)) {
            return "a JPEG 2000";
        }
        return "";
    }

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}

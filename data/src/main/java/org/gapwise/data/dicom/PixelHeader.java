package org.gapwise.data.dicom;

import java.util.Optional;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Shape;

/**
 * The size and layout of the pixels (PS3.3, C.7.6.3), checked.
 *
 * @param samples a pixel
 * @param planar whether colors lie one plane after the other
 * @param bitsAllocated 1, 8 or 16; 32 for floating-point numbers
 * @param bitsStored that mean something
 * @param highBit the highest of them
 */
public record PixelHeader(
        Photometric photometric,
        int samples,
        boolean planar,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        int rows,
        int columns,
        int frames) {

    private static final int FLOAT_BITS = 32;

    static PixelHeader of(DataSet set) throws PixelFault {
        boolean floats = set.element(Tags.FLOAT_PIXELS).isPresent();
        Photometric photometric = Photometric.of(set.text(Tags.PHOTOMETRIC));
        int samples = set.number(Tags.SAMPLES).orElse(1);
        if (samples != photometric.samples()) {
            throw PixelFault.damaged("the header says " + samples + " samples a pixel, its photometric interpretation "
                    + photometric.samples() + ".");
        }
        int allocated = set.required(Tags.BITS_ALLOCATED);
        if (floats ? allocated != FLOAT_BITS : allocated != 1 && allocated != 8 && allocated != 16) {
            throw PixelFault.unsupported("the samples take " + allocated + " bits, only 1, 8 and 16 are read.");
        }
        int stored = floats ? allocated : set.required(Tags.BITS_STORED);
        int high = floats ? allocated - 1 : set.number(Tags.HIGH_BIT).orElse(stored - 1);
        if (stored < 1 || stored > allocated || high >= allocated || high < stored - 1) {
            throw PixelFault.damaged("the header says " + stored + " bits stored up to bit " + high + " of " + allocated
                    + " allocated.");
        }
        return new PixelHeader(
                photometric,
                samples,
                samples > 1 && set.number(Tags.PLANAR).orElse(0) == 1,
                allocated,
                stored,
                high,
                !floats && set.number(Tags.SIGNED).orElse(0) == 1,
                set.required(Tags.ROWS),
                set.required(Tags.COLUMNS),
                frames(set.text(Tags.FRAMES)));
    }

    private static int frames(Optional<String> text) throws PixelFault {
        if (text.isPresent() && !text.get().matches("0*[1-9]\\d{0,6}")) {
            throw PixelFault.damaged("the number of frames is not a number from 1 to 9999999.");
        }
        return text.map(Integer::parseInt).orElse(1);
    }

    SampleType type() {
        return SampleType.of(bitsAllocated, signed);
    }

    /** Of one frame. */
    Shape shape() throws PixelFault {
        return new Shape(rows, columns, samples, type().bytes(), signed).checked();
    }

    /** Of all frames, held against the limits. */
    int size() throws PixelFault {
        long pixels = (long) shape().pixels() * frames;
        if (pixels > Shape.MAX_PIXELS) {
            throw new PixelFault(
                    "the header says " + frames + " frames of " + columns + " x " + rows
                            + " pixels, together more than the limit of " + Shape.MAX_PIXELS + ".",
                    "Export the frames as files of their own.");
        }
        Shape.requireMemory(pixels * samples * type().bytes());
        return (int) pixels * samples * type().bytes();
    }

    /** The sample that some bits stand for: those stored, with their sign. */
    int sample(int bits) {
        int moved = bits << (Integer.SIZE - 1 - highBit);
        int unused = Integer.SIZE - bitsStored;
        return signed ? moved >> unused : moved >>> unused;
    }
}

package org.gapwise.data.dicom;

import java.util.Arrays;
import java.util.Optional;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.data.codec.PixelFault;

/** From stored samples to what a viewer shows, in 8 bits. */
final class Rendering {

    private static final int BYTE = 8;
    private static final int WHITE = 255;

    private final DataSet set;
    private final PixelHeader header;
    private final Photometric photometric;

    Rendering(DataSet set, PixelHeader header, Photometric photometric) {
        this.set = set;
        this.header = header;
        this.photometric = photometric;
    }

    Pixels picture(StoredPixels stored) throws PixelFault {
        if (stored.type() == SampleType.FLOAT32) {
            return floats(stored);
        }
        return switch (photometric) {
            case MONOCHROME1, MONOCHROME2 -> grey(stored);
            case PALETTE_COLOR -> palette(stored);
            default -> colors(stored);
        };
    }

    private boolean turned() {
        return photometric == Photometric.MONOCHROME1;
    }

    /** One table for all samples there can be, since they have at most 16 bits. */
    private Pixels grey(StoredPixels stored) throws PixelFault {
        ModalityTransform modality = ModalityTransform.of(set, header.signed());
        Optional<Display> chosen = Display.of(set, header.signed() || below(modality), turned());
        Display display = chosen.isPresent() ? chosen.get() : whole(stored, modality);
        byte[] shown = new byte[1 << BYTE * stored.type().bytes()];
        for (int bits = 0; bits < shown.length; bits++) {
            shown[bits] = rounded(display.apply(modality.apply(header.sample(bits))));
        }
        byte[] values = new byte[stored.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shown[stored.bits(i)];
        }
        return new Pixels(1, header.rows(), header.columns(), values);
    }

    /** Whether the values may be negative though the samples are not. */
    private static boolean below(ModalityTransform modality) {
        return modality.apply(0) < 0;
    }

    /**
     * Without a window: samples of up to 8 bits as they are, so that a picture and its PNG are equal; wider ones from
     * the lowest that occurs to the highest, padding left out.
     */
    private Display whole(StoredPixels stored, ModalityTransform modality) throws PixelFault {
        boolean[] seen = new boolean[1 << BYTE * stored.type().bytes()];
        if (header.bitsStored() <= BYTE) {
            Arrays.fill(seen, true);
        } else {
            for (int i = 0; i < stored.count(); i++) {
                seen[stored.bits(i)] = true;
            }
            omitPadding(seen);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int bits = 0; bits < seen.length; bits++) {
            if (seen[bits]) {
                double value = modality.apply(header.sample(bits));
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return new Display.Ramp(least, most, turned());
    }

    private void omitPadding(boolean[] seen) throws PixelFault {
        if (set.number(Tags.PADDING).isEmpty()) {
            return;
        }
        int one = padding(set.number(Tags.PADDING).getAsInt());
        int other = padding(set.number(Tags.PADDING_LIMIT).orElse(set.required(Tags.PADDING)));
        for (int bits = 0; bits < seen.length; bits++) {
            int sample = header.sample(bits);
            seen[bits] &= sample < Math.min(one, other) || sample > Math.max(one, other);
        }
    }

    private int padding(int bits) {
        return header.signed() ? (short) bits : bits;
    }

    private Pixels floats(StoredPixels stored) throws PixelFault {
        if (!photometric.monochrome()) {
            throw PixelFault.unsupported("the samples are floating-point numbers and not grey, which is not read.");
        }
        ModalityTransform modality = ModalityTransform.of(set, true);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < stored.count(); i++) {
            double value = modality.apply(stored.value(i));
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        Optional<Display> chosen = Display.of(set, true, turned());
        Display display = chosen.isPresent() ? chosen.get() : new Display.Ramp(least, most, turned());
        byte[] values = new byte[stored.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rounded(display.apply(modality.apply(stored.value(i))));
        }
        return new Pixels(1, header.rows(), header.columns(), values);
    }

    private Pixels palette(StoredPixels stored) throws PixelFault {
        if (set.element(Tags.SEGMENTED_PALETTE).isPresent()) {
            throw PixelFault.unsupported("the palette is segmented, which is not read.");
        }
        LookupTable[] tables = new LookupTable[3];
        for (int c = 0; c < tables.length; c++) {
            tables[c] = LookupTable.of(set, Tags.PALETTE_DESCRIPTOR + c, Tags.PALETTE + c, header.signed());
        }
        boolean grey = Arrays.equals(tables[0].values(), tables[1].values())
                && Arrays.equals(tables[0].values(), tables[2].values());
        int channels = grey ? 1 : tables.length;
        byte[] values = new byte[channels * stored.count()];
        for (int c = 0; c < channels; c++) {
            byte[] shown = new byte[1 << BYTE * stored.type().bytes()];
            for (int bits = 0; bits < shown.length; bits++) {
                shown[bits] = scaled(tables[c].at(header.sample(bits)), tables[c].most());
            }
            for (int i = 0; i < stored.count(); i++) {
                values[c * stored.count() + i] = shown[stored.bits(i)];
            }
        }
        return new Pixels(channels, header.rows(), header.columns(), values);
    }

    private Pixels colors(StoredPixels stored) throws PixelFault {
        boolean ybr = photometric == Photometric.YBR_FULL;
        if (header.signed() || ybr && header.bitsStored() != BYTE) {
            throw PixelFault.unsupported(
                    ybr ? "YBR_FULL is read with 8 bits only." : "the colors have signs, which is not read.");
        }
        byte[] rgb = new byte[stored.count()];
        int most = (1 << header.bitsStored()) - 1;
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = scaled(header.sample(stored.bits(i)), most);
        }
        if (ybr) {
            Ybr.toRgb(rgb);
        }
        int pixels = rgb.length / 3;
        byte[] values = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i % 3 * pixels + i / 3] = rgb[i];
        }
        return new Pixels(3, header.rows(), header.columns(), values);
    }

    private static byte scaled(int sample, int most) {
        return (byte) ((sample * WHITE + most / 2) / most);
    }

    private static byte rounded(double brightness) {
        return (byte) (int) Math.floor(brightness + 0.5);
    }
}

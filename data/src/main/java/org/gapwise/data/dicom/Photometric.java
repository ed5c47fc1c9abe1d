package org.gapwise.data.dicom;

import java.util.Arrays;
import java.util.Optional;
import org.gapwise.data.codec.PixelFault;

/** What samples mean (PS3.3, C.7.6.3.1.2). */
public enum Photometric {
    /** The lowest value is white. */
    MONOCHROME1(1),
    /** The lowest value is black. */
    MONOCHROME2(1),
    PALETTE_COLOR(1),
    RGB(3),
    YBR_FULL(3),
    YBR_FULL_422(3),
    /** JPEG 2000's own, undone by its decoder. */
    YBR_ICT(3),
    YBR_RCT(3);

    private final int samples;

    Photometric(int samples) {
        this.samples = samples;
    }

    static Photometric of(Optional<String> text) throws PixelFault {
        if (text.isEmpty()) {
            throw PixelFault.damaged("the photometric interpretation, which every picture has, is absent.");
        }
        String name = text.get().replace(' ', '_');
        return Arrays.stream(values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> PixelFault.unsupported("the photometric interpretation is none that is read (grey,"
                        + " palette, RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT)."));
    }

    /** Its name in the standard. */
    public String label() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }

    int samples() {
        return samples;
    }

    boolean monochrome() {
        return this == MONOCHROME1 || this == MONOCHROME2;
    }
}

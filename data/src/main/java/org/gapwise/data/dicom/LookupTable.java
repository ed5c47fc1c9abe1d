package org.gapwise.data.dicom;

import java.nio.ByteBuffer;
import org.gapwise.data.codec.PixelFault;

/**
 * A table that maps samples to values (PS3.3, C.11).
 *
 * @param first the sample of the first value; smaller ones get that value, too
 * @param bits of a value
 */
record LookupTable(int first, int bits, int[] values) {

    private static final int FULL = 65_536;

    /**
     * Reads a table.
     *
     * @param signed whether the samples it maps may be negative
     */
    static LookupTable of(DataSet set, int descriptorTag, int valuesTag, boolean signed) throws PixelFault {
        Element descriptor = required(set, descriptorTag);
        if (descriptor.length() < 6) {
            throw PixelFault.damaged("the element " + Tags.text(descriptorTag) + " has less than three numbers.");
        }
        ByteBuffer three = descriptor.buffer();
        int count = three.getShort() & 0xFFFF;
        short first = three.getShort();
        int bits = three.getShort() & 0xFFFF;
        boolean negative =
                descriptor.vr().equals("SS") || signed && !descriptor.vr().equals("US");
        if (bits < 8 || bits > 16) {
            throw PixelFault.damaged("the element " + Tags.text(descriptorTag) + " says " + bits + " bits.");
        }
        int[] values = values(required(set, valuesTag), count == 0 ? FULL : count, valuesTag);
        return new LookupTable(negative ? first : first & 0xFFFF, bits, values);
    }

    private static Element required(DataSet set, int tag) throws PixelFault {
        return set.element(tag)
                .orElseThrow(() -> PixelFault.damaged("the element " + Tags.text(tag) + " of a table is absent."));
    }

    private static int[] values(Element element, int count, int tag) throws PixelFault {
        ByteBuffer buffer = element.buffer();
        int[] values = new int[count];
        // One byte a value, or two.
        boolean narrow = buffer.remaining() < 2 * count;
        if (narrow && buffer.remaining() < count) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " is shorter than its table.");
        }
        for (int i = 0; i < count; i++) {
            values[i] = narrow ? buffer.get(i) & 0xFF : buffer.getShort(2 * i) & 0xFFFF;
        }
        return values;
    }

    int most() {
        return (1 << bits) - 1;
    }

    int at(double sample) {
        double index = Math.max(0, Math.min(values.length - 1, Math.floor(sample + 0.5) - first));
        return Math.min(most(), values[(int) index]);
    }
}

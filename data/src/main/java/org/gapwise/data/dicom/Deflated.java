package org.gapwise.data.dicom;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Shape;

/** The deflated part of a file. It is unpacked twice, the first time only to see how large it is. */
final class Deflated {

    private static final long MOST = 512L << 20;
    private static final int CHUNK = 1 << 16;

    private Deflated() {}

    static byte[] inflate(byte[] bytes, int from) throws PixelFault {
        long size = inflate(bytes, from, new byte[CHUNK], false);
        byte[] whole = new byte[(int) size];
        inflate(bytes, from, whole, true);
        return whole;
    }

    private static long inflate(byte[] bytes, int from, byte[] to, boolean keep) throws PixelFault {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            long size = 0;
            while (!inflater.finished() && !(keep && size == to.length)) {
                int count = inflater.inflate(to, keep ? (int) size : 0, keep ? to.length - (int) size : to.length);
                size += count;
                if (count == 0 && !inflater.finished()) {
                    throw PixelFault.damaged("the deflated data end before they are whole.");
                }
                if (size > MOST) {
                    throw PixelFault.damaged("the deflated data unpack to more than 512 MiB.");
                }
                Shape.requireMemory(size);
            }
            return size;
        } catch (DataFormatException e) {
            throw PixelFault.damaged("the deflated data are damaged.");
        } finally {
            inflater.end();
        }
    }
}

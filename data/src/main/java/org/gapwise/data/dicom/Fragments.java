package org.gapwise.data.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.data.codec.PixelFault;

/** Puts the fragments of encapsulated pixels together to frames (PS3.5, A.4). */
final class Fragments {

    private final byte[] bytes;
    private final int[] offsets;
    private final List<int[]> spans;
    private final int frames;

    Fragments(Element pixels, int frames) {
        this.bytes = pixels.bytes();
        this.frames = frames;
        int[] table = pixels.spans().get(0);
        this.spans = pixels.spans().subList(1, pixels.spans().size());
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes, table[0], table[1] - table[0]).order(ByteOrder.LITTLE_ENDIAN);
        this.offsets = new int[buffer.remaining() / Integer.BYTES];
        buffer.asIntBuffer().get(offsets);
    }

    List<byte[]> frames() throws PixelFault {
        if (spans.isEmpty()) {
            throw PixelFault.damaged("the pixel data hold no fragment.");
        }
        List<byte[]> all = new ArrayList<>();
        if (frames == 1) {
            all.add(joined(0, spans.size()));
        } else if (spans.size() == frames) {
            for (int i = 0; i < frames; i++) {
                all.add(joined(i, i + 1));
            }
        } else if (offsets.length == frames) {
            for (int i = 0; i < frames; i++) {
                all.add(joined(fragment(offsets[i]), i + 1 < frames ? fragment(offsets[i + 1]) : spans.size()));
            }
        } else {
            throw PixelFault.damaged("the pixel data hold " + spans.size() + " fragments for " + frames
                    + " frames, and no table says which belong together.");
        }
        return all;
    }

    /** The fragment that begins at an offset from the first one. */
    private int fragment(int offset) throws PixelFault {
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i)[0] - spans.get(0)[0] == offset) {
                return i;
            }
        }
        throw PixelFault.damaged("the pixel data's table of offsets names places where no fragment begins.");
    }

    private byte[] joined(int from, int to) throws PixelFault {
        if (to <= from) {
            throw PixelFault.damaged("the pixel data's table of offsets is out of order.");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] span : spans.subList(from, to)) {
            out.write(bytes, span[0], span[1] - span[0]);
        }
        return out.toByteArray();
    }
}

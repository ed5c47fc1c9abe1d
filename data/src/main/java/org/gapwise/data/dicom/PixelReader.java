package org.gapwise.data.dicom;

import java.util.List;
import java.util.Optional;
import org.gapwise.data.codec.Jpeg;
import org.gapwise.data.codec.Jpeg2000;
import org.gapwise.data.codec.JpegLs;
import org.gapwise.data.codec.PixelFault;
import org.gapwise.data.codec.Rle;
import org.gapwise.data.codec.Shape;

/** Gets at the stored samples of a file, however they are packed. */
final class PixelReader {

    private final TransferSyntax syntax;
    private final DataSet set;
    private final PixelHeader header;

    PixelReader(TransferSyntax syntax, DataSet set, PixelHeader header) {
        this.syntax = syntax;
        this.set = set;
        this.header = header;
    }

    /** What the samples mean once they are unpacked: decoders of JPEG and JPEG 2000 give red, green and blue. */
    Photometric photometric() {
        return switch (header.photometric()) {
            case YBR_ICT, YBR_RCT -> Photometric.RGB;
            case YBR_FULL, YBR_FULL_422 -> lossyJpeg() ? Photometric.RGB : Photometric.YBR_FULL;
            default -> header.photometric();
        };
    }

    private boolean lossyJpeg() {
        return syntax.packing() == TransferSyntax.Packing.JPEG;
    }

    StoredPixels read() throws PixelFault {
        if (syntax.packing() == TransferSyntax.Packing.REFUSED) {
            throw PixelFault.unsupported(
                    "the transfer syntax is " + syntax.label() + " (" + syntax.uid() + "), which is not read.");
        }
        Optional<Element> floats = set.element(Tags.FLOAT_PIXELS);
        Element element = floats.isPresent()
                ? floats.get()
                : set.element(Tags.PIXELS).orElseThrow(() -> PixelFault.damaged("the file has no pixel data."));
        boolean packed = syntax.packing() != TransferSyntax.Packing.NONE;
        if (packed == element.spans().isEmpty()) {
            throw PixelFault.damaged(
                    packed
                            ? "the pixel data are not packed, though the transfer syntax says so."
                            : "the pixel data are packed, though the transfer syntax says no word of it.");
        }
        int size = header.size();
        byte[] values = packed ? unpacked(element, size) : new NativePixels(header, element).values(size);
        return new StoredPixels(
                header.type(), header.frames(), header.rows(), header.columns(), header.samples(), values);
    }

    private byte[] unpacked(Element element, int size) throws PixelFault {
        if (header.bitsAllocated() == 1) {
            throw PixelFault.unsupported("the samples have 1 bit and are packed, which is not read.");
        }
        List<byte[]> frames = new Fragments(element, header.frames()).frames();
        Shape shape = header.shape();
        byte[] values = new byte[0];
        for (int f = 0; f < frames.size(); f++) {
            byte[] frame = decode(frames.get(f), shape);
            if (lossyJpeg() && header.samples() > 1 && header.photometric() != Photometric.RGB) {
                Ybr.toRgb(frame);
            }
            if (frames.size() == 1) {
                return frame;
            }
            if (f == 0) {
                values = new byte[size];
            }
            System.arraycopy(frame, 0, values, f * frame.length, frame.length);
        }
        return values;
    }

    private byte[] decode(byte[] frame, Shape shape) throws PixelFault {
        return switch (syntax.packing()) {
            case RLE -> Rle.decode(frame, shape);
            case JPEG -> Jpeg.decodeLossy(frame, shape);
            case JPEG_LOSSLESS -> Jpeg.decodeLossless(frame, shape);
            case JPEG_LS -> JpegLs.decode(frame, shape);
            case JPEG_2000 -> Jpeg2000.decode(frame, shape);
            case NONE, REFUSED -> throw new IllegalStateException(syntax + " is not unpacked");
        };
    }
}

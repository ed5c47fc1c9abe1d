package org.gapwise.data.dicom;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gapwise.data.codec.PixelFault;

/** How a file writes its elements and packs its pixels (PS3.6, table A-1), by name: those that are read and others. */
public enum TransferSyntax {
    IMPLICIT_LITTLE("1.2.840.10008.1.2", "Implicit VR Little Endian", Packing.NONE),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Packing.NONE),
    DEFLATED("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Packing.NONE),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Packing.NONE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", Packing.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", Packing.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG Lossless (Process 14)", Packing.JPEG_LOSSLESS),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", "JPEG Lossless (Process 14, SV1)", Packing.JPEG_LOSSLESS),
    JPEG_LS("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", Packing.JPEG_LS),
    JPEG_LS_NEAR("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless)", Packing.JPEG_LS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)", Packing.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", Packing.JPEG_2000),
    RLE("1.2.840.10008.1.2.5", "RLE Lossless", Packing.RLE),
    ENCAPSULATED("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian", Packing.REFUSED),
    JPEG_2000_PART_2_LOSSLESS("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 (Lossless Only)", Packing.REFUSED),
    JPEG_2000_PART_2("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2", Packing.REFUSED),
    JPIP("1.2.840.10008.1.2.4.94", "JPIP Referenced", Packing.REFUSED),
    JPIP_DEFLATE("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Packing.REFUSED),
    MPEG_2_MAIN("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level", Packing.REFUSED),
    MPEG_2_HIGH("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level", Packing.REFUSED),
    MPEG_4("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile", Packing.REFUSED),
    MPEG_4_BD("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible", Packing.REFUSED),
    MPEG_4_2D("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 For 2D Video", Packing.REFUSED),
    MPEG_4_3D("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 For 3D Video", Packing.REFUSED),
    MPEG_4_STEREO("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo", Packing.REFUSED),
    HEVC("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile", Packing.REFUSED),
    HEVC_10("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile", Packing.REFUSED),
    JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", "JPEG XL Lossless", Packing.REFUSED),
    JPEG_XL_JPEG("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression", Packing.REFUSED),
    JPEG_XL("1.2.840.10008.1.2.4.112", "JPEG XL", Packing.REFUSED),
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)", Packing.REFUSED),
    HTJ2K_RPCL("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL (Lossless Only)", Packing.REFUSED),
    HTJ2K("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000", Packing.REFUSED),
    DEFLATED_FRAMES("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Packing.REFUSED);

    private static final Pattern STANDARD = Pattern.compile("1\\.2\\.840\\.10008\\.[0-9.]{1,40}");

    /** What has to be undone to get at the samples. */
    enum Packing {
        NONE,
        RLE,
        JPEG,
        JPEG_LOSSLESS,
        JPEG_LS,
        JPEG_2000,
        REFUSED
    }

    private final String uid;
    private final String label;
    private final Packing packing;

    TransferSyntax(String uid, String label, Packing packing) {
        this.uid = uid;
        this.label = label;
        this.packing = packing;
    }

    static TransferSyntax of(String uid) throws PixelFault {
        Optional<TransferSyntax> known =
                Arrays.stream(values()).filter(one -> one.uid.equals(uid)).findFirst();
        if (known.isEmpty()) {
            // A UID that is nobody's standard may be made of anything, so it is not repeated.
            throw PixelFault.unsupported(
                    STANDARD.matcher(uid).matches()
                            ? "the transfer syntax " + uid + " is not known."
                            : "the transfer syntax is not one of DICOM's own.");
        }
        return known.get();
    }

    public String uid() {
        return uid;
    }

    /** Its name in the standard, without the year. */
    public String label() {
        return label;
    }

    Packing packing() {
        return packing;
    }

    /** How the elements after the file's own header are written. */
    Writing writing() {
        return new Writing(this != IMPLICIT_LITTLE, this == EXPLICIT_BIG);
    }
}

package org.gapwise.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Writes grey 8-bit pictures as DICOM files, each with a patient's name in it. */
final class SmallDicom {

    static final String NAME = "GRABOWSKI^ZUZANNA";

    private SmallDicom() {}

    /** Puts a DICOM file in the place of every PNG in a folder, and of every path to one in the lines of a table. */
    static List<String> replacePngs(Path folder, List<String> lines) throws IOException {
        List<Path> pngs;
        try (Stream<Path> files = Files.list(folder)) {
            pngs = files.filter(file -> file.toString().endsWith(".png")).toList();
        }
        for (Path png : pngs) {
            String name = String.valueOf(png.getFileName()).replace(".png", ".dcm");
            Files.write(png.resolveSibling(name), file(ImageIO.read(png.toFile())));
            Files.delete(png);
        }
        return lines.stream().map(line -> line.replace(".png", ".dcm")).toList();
    }

    static byte[] file(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes(text("DICM"));
        element(out, 0x00020010, "UI", text("1.2.840.10008.1.2.1\0"));
        element(out, 0x00080016, "UI", text("1.2.840.10008.5.1.4.1.1.1\0"));
        element(out, 0x00080018, "UI", text("1.2.3.5\0"));
        element(out, 0x00080060, "CS", text("CR"));
        element(out, 0x00100010, "PN", text(NAME + " "));
        element(out, 0x00180015, "CS", text(NAME + " "));
        element(out, 0x0020000D, "UI", text("1.2.3\0"));
        element(out, 0x0020000E, "UI", text("1.2.3.4\0"));
        number(out, 0x00280002, 1);
        element(out, 0x00280004, "CS", text("MONOCHROME2 "));
        number(out, 0x00280010, image.getHeight());
        number(out, 0x00280011, image.getWidth());
        number(out, 0x00280100, 8);
        number(out, 0x00280101, 8);
        number(out, 0x00280102, 7);
        number(out, 0x00280103, 0);
        byte[] pixels = new byte[image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) image.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), 0);
        }
        element(out, 0x7FE00010, "OB", pixels);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void number(ByteArrayOutputStream out, int tag, int number) {
        element(out, tag, "US", new byte[] {(byte) number, (byte) (number >> 8)});
    }

    private static void element(ByteArrayOutputStream out, int tag, String vr, byte[] value) {
        ByteBuffer head = ByteBuffer.allocate(vr.equals("OB") ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (tag >>> 16)).putShort((short) tag).put(text(vr));
        if (vr.equals("OB")) {
            head.putShort((short) 0).putInt(value.length);
        } else {
            head.putShort((short) value.length);
        }
        out.writeBytes(head.array());
        out.writeBytes(value);
    }
}

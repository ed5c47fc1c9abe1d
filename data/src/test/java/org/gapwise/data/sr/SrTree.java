package org.gapwise.data.sr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an explicit little-endian file back, all of it and by itself: what the tests hold the writer against. */
final class SrTree {

    private static final List<String> LONG = List.of("OB", "SQ", "UT");

    /** An element: its bytes, or the items of a sequence. */
    record Element(String vr, byte[] bytes, List<Map<Integer, Element>> items) {
        String text(Charset charset) {
            return new String(bytes, charset).replace("\0", "").stripTrailing();
        }
    }

    private final ByteBuffer in;

    private SrTree(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All elements of a file; tags must ascend and lengths be even. */
    static Map<Integer, Element> read(byte[] file) {
        SrTree tree = new SrTree(file);
        if (!new String(file, 128, 4, StandardCharsets.US_ASCII).equals("DICM")) {
            throw new AssertionError("no DICM");
        }
        tree.in.position(132);
        return tree.elements(file.length);
    }

    private Map<Integer, Element> elements(int end) {
        Map<Integer, Element> found = new LinkedHashMap<>();
        int last = 0;
        while (in.position() < end) {
            int tag = in.getShort() << 16 | in.getShort() & 0xFFFF;
            String vr = "" + (char) in.get() + (char) in.get();
            boolean wide = LONG.contains(vr);
            if (wide && in.getShort() != 0 || Integer.compareUnsigned(tag, last) <= 0) {
                throw new AssertionError("out of order at " + in.position());
            }
            int length = wide ? in.getInt() : in.getShort() & 0xFFFF;
            if (length % 2 != 0) {
                throw new AssertionError("odd length at " + in.position());
            }
            last = tag;
            int to = in.position() + length;
            found.put(
                    tag,
                    vr.equals("SQ")
                            ? new Element(vr, new byte[0], items(to))
                            : new Element(vr, taken(length), List.of()));
        }
        return found;
    }

    private byte[] taken(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private List<Map<Integer, Element>> items(int end) {
        List<Map<Integer, Element>> items = new ArrayList<>();
        while (in.position() < end) {
            if ((in.getShort() & 0xFFFF) != 0xFFFE || (in.getShort() & 0xFFFF) != 0xE000) {
                throw new AssertionError("no item at " + in.position());
            }
            int length = in.getInt();
            items.add(elements(in.position() + length));
        }
        return items;
    }

    /** The content tree, a line a node: depth, relation, type, name and value. */
    static List<String> lines(Map<Integer, Element> root, Charset charset) {
        List<String> lines = new ArrayList<>();
        line(root, charset, 0, lines);
        return lines;
    }

    private static void line(Map<Integer, Element> item, Charset charset, int depth, List<String> lines) {
        String type = text(item, 0x0040A040, charset);
        String value =
                switch (type) {
                    case "CONTAINER" -> text(item, 0x0040A050, charset);
                    case "TEXT" -> text(item, 0x0040A160, charset);
                    case "UIDREF" -> text(item, 0x0040A124, charset);
                    case "CODE" -> concept(item, 0x0040A168, charset);
                    case "IMAGE" -> {
                        Map<Integer, Element> one = only(item, 0x00081199);
                        yield text(one, 0x00081150, charset) + " " + text(one, 0x00081155, charset);
                    }
                    case "NUM" -> {
                        Map<Integer, Element> one = only(item, 0x0040A300);
                        double exact = ByteBuffer.wrap(one.get(0x0040A161).bytes())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getDouble();
                        yield exact + " " + text(one, 0x0040A30A, charset) + " " + concept(one, 0x004008EA, charset);
                    }
                    default -> throw new AssertionError("no type " + type);
                };
        String relation = depth == 0 ? "" : text(item, 0x0040A010, charset);
        String name = item.containsKey(0x0040A043) ? concept(item, 0x0040A043, charset) : "";
        lines.add(String.join("|", String.valueOf(depth), relation, type, name, value));
        if (item.containsKey(0x0040A730)) {
            item.get(0x0040A730).items().forEach(child -> line(child, charset, depth + 1, lines));
        }
    }

    static String text(Map<Integer, Element> item, int tag, Charset charset) {
        return item.get(tag).text(charset);
    }

    static Map<Integer, Element> only(Map<Integer, Element> item, int tag) {
        List<Map<Integer, Element>> items = item.get(tag).items();
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " items");
        }
        return items.get(0);
    }

    private static String concept(Map<Integer, Element> item, int tag, Charset charset) {
        Map<Integer, Element> code = only(item, tag);
        return text(code, 0x00080100, charset) + "," + text(code, 0x00080102, charset) + ","
                + text(code, 0x00080104, charset);
    }
}

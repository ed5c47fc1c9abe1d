package org.gapwise.data.dicom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.gapwise.data.codec.PixelFault;

/** Walks over elements, keeps the few that are wanted, and stops at the pixels. */
final class DataSetReader {

    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 200_000;
    private static final int MOST_FRAGMENTS = 100_000;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final Set<String> SHORT = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private final byte[] bytes;
    private final IntPredicate wanted;
    private int at;
    private int count;

    /** @param wanted tags of the elements to keep */
    DataSetReader(byte[] bytes, int from, IntPredicate wanted) {
        this.bytes = bytes;
        this.wanted = wanted;
        this.at = from;
    }

    private record Header(int tag, String vr, long length) {

        boolean undefined() {
            return length == UNDEFINED;
        }
    }

    /** Where the next element begins. */
    int position() {
        return at;
    }

    /** The elements of the file's own header, group 2. */
    DataSet meta() throws PixelFault {
        Map<Integer, Element> kept = new HashMap<>();
        while (at + 4 <= bytes.length && bytes[at] == 2 && bytes[at + 1] == 0) {
            Header header = header(Writing.EXPLICIT);
            keep(header, value(header, bytes.length, Writing.EXPLICIT), kept);
        }
        return new DataSet(kept);
    }

    /** All elements up to the pixels. */
    DataSet whole(Writing writing) throws PixelFault {
        Map<Integer, Element> kept = new HashMap<>();
        while (at < bytes.length) {
            Header header = header(writing);
            if (Tags.pixels(header.tag)) {
                kept.put(header.tag, header.undefined() ? fragments(header) : value(header, bytes.length, writing));
                break;
            }
            element(header, bytes.length, new Place(writing, 0), kept);
        }
        return new DataSet(kept);
    }

    private record Place(Writing writing, int depth) {

        /** Where a sequence's items are; of an unknown type, they say no types (PS3.5, 6.2.2). */
        Place below(String vr) throws PixelFault {
            if (depth >= DEEPEST) {
                throw PixelFault.damaged("the header has sequences that are nested deeper than " + DEEPEST + ".");
            }
            return new Place(vr.equals("UN") ? Writing.IMPLICIT : writing, depth + 1);
        }
    }

    private void element(Header header, int end, Place place, Map<Integer, Element> kept) throws PixelFault {
        if (!header.undefined() && !Tags.sequence(header.tag)) {
            keep(header, value(header, end, place.writing), kept);
            return;
        }
        int to = header.undefined() ? end : span(header.length, end);
        List<DataSet> items = items(to, header.undefined(), place.below(header.vr));
        keep(header, new Element(header.vr, bytes, at, at, false, items, List.of()), kept);
    }

    private List<DataSet> items(int end, boolean delimited, Place place) throws PixelFault {
        List<DataSet> items = new ArrayList<>();
        while (at < end) {
            Header item = header(new Writing(false, place.writing.big()));
            if (item.tag == Tags.SEQUENCE_END && delimited) {
                return items;
            }
            if (item.tag != Tags.ITEM) {
                throw PixelFault.damaged("the header has a sequence with something else than items in it.");
            }
            int to = item.undefined() ? end : span(item.length, end);
            DataSet set = item(to, item.undefined(), place);
            if (items.isEmpty()) {
                items.add(set);
            }
        }
        if (delimited) {
            throw cut();
        }
        return items;
    }

    private DataSet item(int end, boolean delimited, Place place) throws PixelFault {
        Map<Integer, Element> kept = new HashMap<>();
        while (at < end) {
            Header header = header(place.writing);
            if (header.tag == Tags.ITEM_END && delimited) {
                return new DataSet(kept);
            }
            element(header, end, place, kept);
        }
        if (delimited) {
            throw cut();
        }
        return new DataSet(kept);
    }

    /** Encapsulated pixels: a table of offsets and the fragments (PS3.5, A.4). */
    private Element fragments(Header pixels) throws PixelFault {
        List<int[]> spans = new ArrayList<>();
        while (true) {
            Header item = header(Writing.IMPLICIT);
            if (item.tag == Tags.SEQUENCE_END) {
                return new Element(pixels.vr, bytes, at, at, false, List.of(), spans);
            }
            if (item.tag != Tags.ITEM || item.undefined() || spans.size() == MOST_FRAGMENTS) {
                throw PixelFault.damaged("the pixel data are not a list of fragments.");
            }
            int to = span(item.length, bytes.length);
            spans.add(new int[] {at, to});
            at = to;
        }
    }

    private void keep(Header header, Element element, Map<Integer, Element> kept) {
        if (wanted.test(header.tag)) {
            kept.putIfAbsent(header.tag, element);
        }
    }

    private Element value(Header header, int end, Writing writing) throws PixelFault {
        int from = at;
        at = span(header.length, end);
        return new Element(header.vr, bytes, from, at, writing.big(), List.of(), List.of());
    }

    /** Where a value of this length ends. */
    private int span(long length, int end) throws PixelFault {
        if (length > end - at) {
            throw cut();
        }
        return at + (int) length;
    }

    private Header header(Writing writing) throws PixelFault {
        if (++count > MOST_ELEMENTS) {
            throw PixelFault.damaged("the header has more than " + MOST_ELEMENTS + " elements.");
        }
        int tag = number(2, writing.big()) << 16 | number(2, writing.big());
        boolean delimiter = tag >>> 16 == 0xFFFE;
        if (!writing.explicit() || delimiter) {
            return new Header(tag, "", Integer.toUnsignedLong(number(4, writing.big())));
        }
        String vr = "" + (char) number(1, true) + (char) number(1, true);
        if (SHORT.contains(vr)) {
            return new Header(tag, vr, number(2, writing.big()));
        }
        if (!LONG.contains(vr)) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " has no type that DICOM knows.");
        }
        number(2, writing.big());
        return new Header(tag, vr, Integer.toUnsignedLong(number(4, writing.big())));
    }

    private int number(int size, boolean big) throws PixelFault {
        if (bytes.length - at < size) {
            throw cut();
        }
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at + i] & 0xFF) << 8 * (big ? size - 1 - i : i);
        }
        at += size;
        return value;
    }

    private static PixelFault cut() {
        return PixelFault.damaged("the DICOM file ends within an element: it was cut off, or a length is wrong.");
    }
}

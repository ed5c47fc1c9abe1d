package org.gapwise.data.dicom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.gapwise.data.codec.PixelFault;

/** The elements of a file, or of an item of a sequence, that are looked at. */
record DataSet(Map<Integer, Element> elements) {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final int LONGEST_NUMBER = 32;

    Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** The first of its texts; empty when there is none. */
    Optional<String> text(int tag) {
        return element(tag).map(one -> one.text().split("\\\\", 2)[0].strip()).filter(text -> !text.isEmpty());
    }

    /** An unsigned number of two bytes. */
    OptionalInt number(int tag) throws PixelFault {
        Optional<Element> element = element(tag).filter(one -> one.length() > 0);
        if (element.isEmpty()) {
            return OptionalInt.empty();
        }
        if (element.get().length() < 2) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " is too short for a number.");
        }
        return OptionalInt.of(element.get().buffer().getShort() & 0xFFFF);
    }

    /** The same where there must be one. */
    int required(int tag) throws PixelFault {
        OptionalInt number = number(tag);
        if (number.isEmpty()) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + ", which every picture has, is absent.");
        }
        return number.getAsInt();
    }

    /** The first of the numbers that a text holds. */
    OptionalDouble decimal(int tag) throws PixelFault {
        Optional<String> text = text(tag);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (text.get().length() > LONGEST_NUMBER || !DECIMAL.matcher(text.get()).matches()) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " is not a number.");
        }
        double number = Double.parseDouble(text.get());
        if (Double.isInfinite(number)) {
            throw PixelFault.damaged("the element " + Tags.text(tag) + " is too large a number.");
        }
        return OptionalDouble.of(number);
    }

    /** The first item of a sequence. */
    Optional<DataSet> item(int tag) {
        List<DataSet> items = element(tag).map(Element::items).orElse(List.of());
        return items.stream().findFirst();
    }
}

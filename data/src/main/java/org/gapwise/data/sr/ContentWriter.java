package org.gapwise.data.sr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Writes content items as elements (PS3.3, C.17.3 and C.18). */
final class ContentWriter {

    private static final int RELATION = 0x0040A010;
    private static final int TYPE = 0x0040A040;
    private static final int NAME = 0x0040A043;
    private static final int CONTINUITY = 0x0040A050;
    private static final int UID = 0x0040A124;
    private static final int TEXT = 0x0040A160;
    private static final int REAL = 0x0040A161;
    private static final int CODE = 0x0040A168;
    private static final int MEASURED = 0x0040A300;
    private static final int NUMBER = 0x0040A30A;
    private static final int TEMPLATE = 0x0040A504;
    private static final int CONTENT = 0x0040A730;
    private static final int UNITS = 0x004008EA;
    private static final int IMAGES = 0x00081199;
    private static final Concept PERCENT = new Concept("%", "UCUM", "Percent");
    private static final int PERCENT_POINT = 2;
    /** A decimal text has at most 16 characters (PS3.5, 6.2), an exponent and a sign among them. */
    private static final int LONGEST_DECIMAL = 16;

    private static final MathContext DECIMAL = new MathContext(10);

    private ContentWriter() {}

    /** The root: its elements stand among those of the data set. */
    static void root(ContentItem root, String template, Elements to) {
        Elements which = to.beside().text(0x00080105, "CS", "DCMR").text(0x0040DB00, "CS", template);
        item(root, to).sequence(TEMPLATE, List.of(which));
    }

    private static Elements item(ContentItem item, Elements to) {
        if (item.value() instanceof ContentItem.Image == false) {
            to.sequence(NAME, List.of(concept(item.name(), to)));
        }
        value(item.value(), to);
        if (!item.children().isEmpty()) {
            to.sequence(
                    CONTENT,
                    item.children().stream()
                            .map(child -> item(child, to.beside().text(RELATION, "CS", child.relation())))
                            .toList());
        }
        return to;
    }

    private static void value(ContentItem.Value value, Elements to) {
        if (value instanceof ContentItem.Text text) {
            to.text(TYPE, "CS", "TEXT").text(TEXT, "UT", text.text());
        } else if (value instanceof ContentItem.Code code) {
            to.text(TYPE, "CS", "CODE").sequence(CODE, List.of(concept(code.concept(), to)));
        } else if (value instanceof ContentItem.Percent percent) {
            to.text(TYPE, "CS", "NUM").sequence(MEASURED, List.of(measured(percent, to)));
        } else if (value instanceof ContentItem.Uid uid) {
            to.text(TYPE, "CS", "UIDREF").text(UID, "UI", uid.uid());
        } else if (value instanceof ContentItem.Image image) {
            to.text(TYPE, "CS", "IMAGE").sequence(IMAGES, List.of(reference(image, to)));
        } else {
            to.text(TYPE, "CS", "CONTAINER").text(CONTINUITY, "CS", "SEPARATE");
        }
    }

    /** As a decimal text that people read, and as the number it is short for. */
    private static Elements measured(ContentItem.Percent percent, Elements like) {
        BigDecimal exact = new BigDecimal(Double.toString(percent.probability())).movePointRight(PERCENT_POINT);
        return like.beside()
                .text(NUMBER, "DS", decimal(exact.round(DECIMAL).stripTrailingZeros()))
                .real(REAL, exact.doubleValue())
                .sequence(UNITS, List.of(concept(PERCENT, like)));
    }

    /** With an exponent only where there is no room without. */
    private static String decimal(BigDecimal number) {
        String plain = number.toPlainString();
        return plain.length() <= LONGEST_DECIMAL ? plain : number.toString();
    }

    static Elements reference(ContentItem.Image image, Elements like) {
        return like.beside().text(0x00081150, "UI", image.sopClass()).text(0x00081155, "UI", image.instance());
    }

    private static Elements concept(Concept concept, Elements like) {
        return like.beside()
                .text(0x00080100, "SH", concept.value())
                .text(0x00080102, "SH", concept.scheme())
                .text(0x00080104, "LO", concept.meaning());
    }
}

package org.gapwise.data.sr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.dicom.SourceImage;

/**
 * An answer about DICOM images as a Structured Report: a file of the class Comprehensive SR Storage (PS3.3, A.35.3),
 * preliminary, partial and unverified until a person has looked at it. It belongs to the study of its images and repeats
 * whose they are. All its identifiers are made of what it says: the same answer at the same time is the same file.
 */
public final class StructuredReport {

    /** Comprehensive SR Storage. */
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";

    private static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
    private static final String UNICODE = "ISO_IR 192";
    private static final int CHARACTER_SET = 0x00080005;
    private static final int INSTANCE = 0x00080018;
    private static final int ISSUER = 0x00100021;
    private static final int PREAMBLE = 128;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private final List<SourceImage> images;
    private final ReportModel model;
    private final Charset charset;

    private StructuredReport(List<SourceImage> images, ReportModel model) {
        this.images = images;
        this.model = model;
        this.charset = charset(images.get(0));
    }

    /**
     * The file's bytes.
     *
     * @param images at least one, all of the same study
     * @param at when it was answered, by the clock of the wall
     */
    public static byte[] write(List<SourceImage> images, Prediction prediction, ReportModel model, LocalDateTime at) {
        if (images.isEmpty() || !images.stream().allMatch(images.get(0)::sameStudy)) {
            throw new IllegalArgumentException("a report is about at least one image, and all are of one study");
        }
        StructuredReport report = new StructuredReport(List.copyOf(images), model);
        Elements set = report.header(at);
        ContentWriter.root(new ReportContent(images, prediction, model).root(), ReportContent.TEMPLATE, set);
        String instance = Uids.of(set.bytes());
        return file(instance, set.text(INSTANCE, "UI", instance).bytes());
    }

    /**
     * Names keep the bytes they have in the image, so the report has the image's character set; what that cannot write of
     * ours becomes a question mark. Where the image names none and is plain ASCII, it is Unicode.
     */
    private static Charset charset(SourceImage image) {
        boolean plain = SourceImage.identityTypes().keySet().stream().allMatch(tag -> ascii(image.value(tag)));
        boolean unicode = image.characterSet().equals(UNICODE)
                || plain
                        && (image.characterSet().isEmpty()
                                || image.characterSet().equals("ISO_IR 6"));
        return unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    private static boolean ascii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    /** Patient, study, series, equipment and document (PS3.3, A.35.3). */
    private Elements header(LocalDateTime at) {
        Elements set = new Elements(charset);
        SourceImage first = images.get(0);
        SourceImage.identityTypes().forEach((tag, vr) -> {
            byte[] value = first.value(tag);
            if (tag != CHARACTER_SET && (tag != ISSUER || value.length > 0)) {
                set.raw(tag, vr, value);
            }
        });
        if (charset.equals(StandardCharsets.UTF_8)) {
            set.text(CHARACTER_SET, "CS", UNICODE);
        } else if (!first.characterSet().isEmpty()) {
            set.raw(CHARACTER_SET, "CS", first.value(CHARACTER_SET));
        }
        String series = String.join("\n", "series", first.study(), model.fingerprint());
        return set.text(0x00080016, "UI", SOP_CLASS)
                .text(0x00080023, "DA", DATE.format(at))
                .text(0x00080033, "TM", TIME.format(at))
                .text(0x00080060, "CS", "SR")
                .text(0x00080070, "LO", "Gapwise")
                .text(0x0008103E, "LO", "Preliminary answer of a model")
                .text(0x00081090, "LO", Concept.ours(model.name()).meaning())
                .sequence(0x00081111, List.of())
                .text(0x00181020, "LO", Concept.ours(model.version()).meaning())
                .text(0x0020000D, "UI", first.study())
                .text(0x0020000E, "UI", Uids.of(series.getBytes(StandardCharsets.UTF_8)))
                .text(0x00200011, "IS", "1")
                .text(0x00200013, "IS", "1")
                .sequence(0x0040A372, List.of())
                .sequence(0x0040A375, List.of(evidence(set)))
                .text(0x0040A491, "CS", "PARTIAL")
                .text(0x0040A493, "CS", "UNVERIFIED")
                .text(0x0040A496, "CS", "PRELIMINARY");
    }

    /** Study, series and instances that the content refers to. */
    private Elements evidence(Elements like) {
        Map<String, List<Elements>> bySeries = new LinkedHashMap<>();
        for (SourceImage image : images) {
            bySeries.computeIfAbsent(image.series(), series -> new ArrayList<>())
                    .add(ContentWriter.reference(new ContentItem.Image(image.sopClass(), image.instance()), like));
        }
        List<Elements> series = new ArrayList<>();
        bySeries.forEach((uid, instances) ->
                series.add(like.beside().text(0x0020000E, "UI", uid).sequence(0x00081199, instances)));
        return like.beside().text(0x0020000D, "UI", images.get(0).study()).sequence(0x00081115, series);
    }

    private static byte[] file(String instance, byte[] set) {
        Charset ascii = StandardCharsets.US_ASCII;
        byte[] meta = new Elements(ascii)
                .raw(0x00020001, "OB", new byte[] {0, 1})
                .text(0x00020002, "UI", SOP_CLASS)
                .text(0x00020003, "UI", instance)
                .text(0x00020010, "UI", EXPLICIT_LITTLE)
                .text(0x00020012, "UI", Uids.of("gapwise writer".getBytes(ascii)))
                .bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes("DICM".getBytes(ascii));
        out.writeBytes(new Elements(ascii).unsigned(0x00020000, meta.length).bytes());
        out.writeBytes(meta);
        out.writeBytes(set);
        return out.toByteArray();
    }
}

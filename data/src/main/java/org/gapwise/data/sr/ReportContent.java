package org.gapwise.data.sr;

import static org.gapwise.data.sr.ContentItem.CONTAINS;
import static org.gapwise.data.sr.ContentItem.CONTEXT;
import static org.gapwise.data.sr.ContentItem.MODIFIER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.dicom.SourceImage;

/**
 * The content tree of an answer after TID 1500 (PS3.16): who measured, the images, a group for each target, and what was
 * used and absent among the qualitative evaluations.
 */
record ReportContent(List<SourceImage> images, Prediction prediction, ReportModel model) {

    static final String TEMPLATE = "1500";

    private static final Concept USED = Concept.ours("Input that was used");
    private static final Concept ABSENT = Concept.ours("Input that was absent, not filled in");
    private static final Concept WARNING = Concept.ours("Warning about an input");
    private static final Concept VERDICT = Concept.ours("Prediction set");
    private static final Concept COMMENT = Concept.dicom("121106", "Comment");

    ContentItem root() {
        List<ContentItem> children = new ArrayList<>();
        children.add(ContentItem.of(
                MODIFIER,
                Concept.dicom("121049", "Language of Content Item and Descendants"),
                new ContentItem.Code(new Concept("en", "RFC5646", "English"))));
        children.addAll(observer());
        children.add(ContentItem.of(
                MODIFIER,
                Concept.dicom("121058", "Procedure reported"),
                new ContentItem.Code(new Concept("363679005", "SCT", "Imaging procedure"))));
        children.add(library());
        children.add(new ContentItem(
                CONTAINS,
                Concept.dicom("126010", "Imaging Measurements"),
                new ContentItem.Container(),
                prediction.probabilities().keySet().stream().map(this::group).toList()));
        children.add(evidence());
        return new ContentItem(
                "", Concept.dicom("126000", "Imaging Measurement Report"), new ContentItem.Container(), children);
    }

    /** TID 1001 and 1004: a device observes. */
    private List<ContentItem> observer() {
        return List.of(
                ContentItem.of(
                        CONTEXT,
                        Concept.dicom("121005", "Observer Type"),
                        new ContentItem.Code(Concept.dicom("121007", "Device"))),
                ContentItem.of(
                        CONTEXT, Concept.dicom("121012", "Device Observer UID"), new ContentItem.Uid(modelUid())),
                text(CONTEXT, Concept.dicom("121013", "Device Observer Name"), model.name()),
                text(CONTEXT, Concept.dicom("121014", "Device Observer Manufacturer"), "Gapwise"));
    }

    private String modelUid() {
        return Uids.of(("model " + model.fingerprint()).getBytes(StandardCharsets.UTF_8));
    }

    /** TID 1600: the images that the answer is about. */
    private ContentItem library() {
        List<ContentItem> entries = images.stream()
                .map(image -> ContentItem.of(CONTAINS, USED, new ContentItem.Image(image.sopClass(), image.instance())))
                .toList();
        return ContentItem.of(
                CONTAINS,
                Concept.dicom("111028", "Image Library"),
                new ContentItem.Container(),
                new ContentItem(
                        CONTAINS,
                        Concept.dicom("126200", "Image Library Group"),
                        new ContentItem.Container(),
                        entries));
    }

    /** TID 1501: a finding with its probability. */
    private ContentItem group(String target) {
        List<ContentItem> rows = new ArrayList<>();
        rows.add(text(CONTEXT, Concept.dicom("112039", "Tracking Identifier"), target));
        rows.add(ContentItem.of(
                CONTEXT, Concept.dicom("112040", "Tracking Unique Identifier"), new ContentItem.Uid(tracking(target))));
        rows.add(ContentItem.of(
                CONTAINS, Concept.dicom("121071", "Finding"), new ContentItem.Code(Concept.ours(target))));
        rows.add(ContentItem.of(
                CONTAINS,
                Concept.dicom("111012", "Certainty of Finding"),
                new ContentItem.Percent(prediction.probability(target)),
                text(MODIFIER, Concept.dicom("111001", "Algorithm Name"), "Gapwise, model " + model.name()),
                text(
                        MODIFIER,
                        Concept.dicom("111003", "Algorithm Version"),
                        model.version() + ", model " + model.fingerprint())));
        prediction
                .decision(target)
                .ifPresentOrElse(
                        decision -> decided(decision, rows),
                        () -> rows.add(text(
                                CONTAINS, COMMENT, "The model was not calibrated: its figures are no frequencies.")));
        return new ContentItem(
                CONTAINS, Concept.dicom("125007", "Measurement Group"), new ContentItem.Container(), rows);
    }

    private String tracking(String target) {
        String what = String.join("\n", "tracking", images.get(0).study(), model.fingerprint(), target);
        return Uids.of(what.getBytes(StandardCharsets.UTF_8));
    }

    private static void decided(Decision decision, List<ContentItem> rows) {
        String verdict = decision.verdict().name().toLowerCase(Locale.ROOT);
        rows.add(ContentItem.of(CONTAINS, VERDICT, new ContentItem.Code(Concept.ours(verdict))));
        rows.add(text(
                CONTAINS,
                COMMENT,
                String.format(
                        Locale.ROOT,
                        "Calibrated; %s at the threshold of %s.",
                        decision.flagged() ? "flagged" : "not flagged",
                        decision.threshold())));
    }

    /** What the answer rests on, and what it does without. */
    private ContentItem evidence() {
        List<ContentItem> rows = new ArrayList<>();
        prediction.used().forEach(name -> rows.add(text(CONTAINS, USED, name)));
        prediction.absent().forEach(name -> rows.add(text(CONTAINS, ABSENT, name)));
        prediction.warnings().forEach(warning -> rows.add(text(CONTAINS, WARNING, warning)));
        return new ContentItem(
                CONTAINS,
                new Concept("C0034375", "UMLS", "Qualitative Evaluations"),
                new ContentItem.Container(),
                rows);
    }

    private static ContentItem text(String relation, Concept name, String text) {
        return ContentItem.of(
                relation,
                name,
                new ContentItem.Text(text.replaceAll("\\p{Cntrl}", " ").strip()));
    }
}

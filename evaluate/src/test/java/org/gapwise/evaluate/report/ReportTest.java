package org.gapwise.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.Toy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><script>alert(1)</script>",
            "'><svg onload=alert(1)>",
            "</title><script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "</svg><script>alert(1)</script>",
            "--><script>alert(1)</script>",
            "]]><script>alert(1)</script>",
            "<svg><script>alert(1)</script></svg>",
            "<iframe src=javascript:alert(1)>",
            "<a href=javascript:alert(1)>x</a>",
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)' autofocus='",
            "` onclick=alert(1) `",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "<body onload=alert(1)>",
            "<math><mi xlink:href=javascript:alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<video><source onerror=alert(1)></video>",
            "<object data=javascript:alert(1)>",
            "<embed src=javascript:alert(1)>",
            "<form action=javascript:alert(1)><input type=submit>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<meta http-equiv=refresh content=0;url=//evil.example>",
            "<base href=//evil.example/>",
            "<style>*{background:url(//evil.example)}</style>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<!--><script>alert(1)</script>",
            "\u0000<scr\u0000ipt>alert(1)</script>\u202e\ud800");

    @TempDir
    Path folder;

    @Test
    void thePageIsWellFormedAndHasEverySection() throws Exception {
        Report report = new Sample(400, 20, UnaryOperator.identity()).report();
        Document page = parse(report.html());
        for (Section section : report.sections()) {
            assertThat(ids(page)).as(section.title()).contains(section.id());
        }
        assertThat(ids(page)).doesNotHaveDuplicates();
        assertThat(page.getElementsByTagName("svg").getLength()).isGreaterThan(80);
    }

    @Test
    void nothingRunsAndNothingIsLoaded() throws Exception {
        Document page =
                parse(new Sample(120, 20, UnaryOperator.identity()).report().html());
        onlyInertElements(page);
        NodeList images = page.getElementsByTagName("img");
        assertThat(images.getLength()).isPositive();
        for (int i = 0; i < images.getLength(); i++) {
            assertThat(((Element) images.item(i)).getAttribute("src")).startsWith("data:image/png;base64,");
        }
    }

    @Test
    void noTextOfTheDataBecomesMarkup() throws Exception {
        assertThat(PAYLOADS).hasSizeGreaterThanOrEqualTo(30);
        for (String payload : PAYLOADS) {
            Document page = parse(
                    new Sample(40, 4, name -> name + " " + payload).report().html());
            onlyInertElements(page);
            assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
                    .as(payload)
                    .startsWith("Fourteen findings from one radiograph and twelve measurements ");
        }
    }

    @Test
    void picturesHaveNamesAndTablesHaveCaptions() throws Exception {
        Document page =
                parse(new Sample(120, 20, UnaryOperator.identity()).report().html());
        NodeList pictures = page.getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            Element svg = (Element) pictures.item(i);
            assertThat(svg.getAttribute("aria-label").isEmpty())
                    .isEqualTo(svg.getAttribute("aria-hidden").equals("true"));
        }
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            assertThat(((Element) tables.item(i))
                            .getElementsByTagName("caption")
                            .getLength())
                    .isEqualTo(1);
        }
    }

    @Test
    void noCaseKeyAndNoPatientIsShown() {
        assertThat(new Sample(200, 20, UnaryOperator.identity()).report().html())
                .doesNotContain("secret-")
                .doesNotContain("patient-");
    }

    @Test
    void theUndefinedIsCalledSo() {
        assertThat(new Sample(200, 20, UnaryOperator.identity()).report().html())
                .contains("n/a: no positive case")
                .doesNotContain("NaN");
    }

    @Test
    void coordinatesAreNumbers() {
        String html = new Sample(60, 20, UnaryOperator.identity()).report().html();
        assertThat(html).doesNotContain("Infinity").doesNotContain("E-").doesNotContain("OptionalDouble");
    }

    @Test
    void theFileStaysSmall() throws IOException {
        Path file = folder.resolve("report.html");
        new Sample(2000, 200, UnaryOperator.identity()).report().write(file);
        assertThat(Files.size(file)).isBetween(50_000L, 1_500_000L);
        assertThat(file.getParent().toFile().list()).containsExactly("report.html");
        String keep = System.getProperty("gapwise.gallery", "");
        if (!keep.isEmpty()) {
            Files.copy(file, Path.of(keep), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void anEmptyCohortMakesAReportToo() throws Exception {
        MemoryCohort nobody = new MemoryCohort(Toy.SCHEMA, List.of());
        Scored scored = Scored.of(new Toy.Fake(c -> 0.5), nobody, 8, Progress.silent());
        Evaluation evaluation = Evaluation.of(scored, Bootstrap.of(20, 1));
        Availability availability = Availability.of(nobody, 10, 1);
        Report report = new Report(
                "Nobody",
                "",
                Optional.of(Headline.of(evaluation, availability)),
                List.of(
                        new LabelSection(evaluation),
                        new CurvesSection(evaluation),
                        new CalibrationSection(evaluation),
                        new PatternSection(evaluation, availability.modalities()),
                        new MissingnessSection(availability),
                        new ExamplesSection(ExampleCase.choose(nobody, scored, 4, 1)),
                        new TrainingSection(List.of(new TrainingRun("none", List.of(), OptionalInt.empty()))),
                        new TrainingSection(List.of(new TrainingRun(
                                "one",
                                List.of(new TrainingRun.Epoch(
                                        1, OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.empty())),
                                OptionalInt.of(1))))));
        String html = report.html();
        assertThat(html).contains("n/a").doesNotContain("NaN");
        parse(html.replaceAll("id=\"[^\"]*\"", ""));
    }

    @Test
    void aPageForInspectionTakesTheSameParts() throws Exception {
        Report page = Report.of(
                "Inspection",
                "cases.csv",
                List.of(
                        new ProblemsSection(List.of(new Problem("\"3,1\" is not a number", "row 812", "use a point"))),
                        ProblemsSection.faults(List.of()),
                        ProblemsSection.warnings(List.of()),
                        new TableSection(
                                "features",
                                "Features",
                                "",
                                "Ranges",
                                List.of("Name", "Low"),
                                List.of(List.of("age", "1")))));
        assertThat(page.html()).contains("row 812").contains("None found.");
        assertThatThrownBy(() -> new TableSection("x", "X", "", "", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trainingIsReadFromItsLog() {
        List<TrainingRun> runs = TrainingRun.read("""
                {"stage":"clinical","epoch":1,"loss":0.7,"valid_loss":0.6,"valid_auroc":0.6}
                {"stage":"joint","epoch":1,"loss":0.7,"valid_loss":0.5}
                {"stage":"joint","epoch":2,"loss":0.6,"valid_loss":0.4,"valid_auroc":0.7}
                {"stage":"joint","epoch":3,"loss":0.5,"valid_loss":0.45,"valid_auroc":0.8}
                """, false);
        assertThat(runs).extracting(TrainingRun::name).containsExactly("clinical", "joint");
        assertThat(runs.get(1).best()).hasValue(2);
        assertThat(runs.get(1).epochs().get(0).validAuroc()).isEmpty();
        assertThat(TrainingRun.read("", true)).isEmpty();
        assertThatThrownBy(() -> TrainingRun.read("{", true)).isInstanceOf(DataException.class);
    }

    @Test
    void handlersCannotBeWritten() {
        assertThatThrownBy(() -> new Html().open("p", "onclick", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Html().open("script")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Html().open("p").page()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void picturesSurviveTheirWayIntoThePage() throws IOException {
        byte[] values = new byte[3 * 5 * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i * 37);
        }
        var read = ImageIO.read(new ByteArrayInputStream(Png.bytes(new Pixels(3, 5, 7, values))));
        assertThat(read.getHeight()).isEqualTo(5);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                int at = y * 7 + x;
                int rgb = (values[at] & 0xFF) << 16 | (values[35 + at] & 0xFF) << 8 | values[70 + at] & 0xFF;
                assertThat(read.getRGB(x, y) & 0xFFFFFF).isEqualTo(rgb);
            }
        }
        byte[] gray = {0, 50, (byte) 200, (byte) 255};
        assertThat(ImageIO.read(new ByteArrayInputStream(Png.bytes(new Pixels(1, 2, 2, gray))))
                        .getRaster()
                        .getSample(0, 1, 0))
                .isEqualTo(200);
    }

    private static void onlyInertElements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName())
                    .isNotIn("script", "iframe", "object", "embed", "link", "base", "form", "video", "foreignObject");
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                String name = element.getAttributes().item(a).getNodeName();
                String value = element.getAttributes().item(a).getNodeValue();
                assertThat(name).doesNotStartWith("on");
                if (name.equals("href")) {
                    assertThat(value).startsWith("#");
                }
                if (name.equals("src")) {
                    assertThat(value).startsWith("data:image/png;base64,");
                }
            }
        }
        assertThat(page.getElementsByTagName("style").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("meta").getLength()).isEqualTo(4);
    }

    private static List<String> ids(Document page) {
        List<String> ids = new ArrayList<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}

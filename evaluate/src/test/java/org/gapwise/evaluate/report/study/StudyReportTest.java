package org.gapwise.evaluate.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gapwise.core.Progress;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.evaluate.study.Crew;
import org.gapwise.evaluate.study.Design;
import org.gapwise.evaluate.study.Entrant.Family;
import org.gapwise.evaluate.study.FakeStudy;
import org.gapwise.evaluate.study.Level;
import org.gapwise.evaluate.study.StudyOptions;
import org.gapwise.evaluate.study.StudyResult;
import org.gapwise.evaluate.study.Unhurried;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StudyReportTest {

    private static final StudyOptions FEW = new StudyOptions(30, 10, 0.95, 5, Optional.empty());

    @TempDir
    Path folder;

    @Test
    void thePageTheTablesAndThePicturesAreWritten() throws Exception {
        int cases = Integer.getInteger("gapwise.gallery.cases", 120);
        String keep = System.getProperty("gapwise.gallery.study", "");
        Path where = keep.isEmpty() ? folder : Path.of(keep);
        StudyReport.write(full(cases, UnaryOperator.identity()), FEW, where);
        Document page = parse(Files.readString(where.resolve("stress.html")));
        assertThat(ids(page))
                .doesNotHaveDuplicates()
                .contains(
                        "expectations",
                        "warnings",
                        "curves",
                        "tables",
                        "degradation",
                        "ranks",
                        "duels",
                        "ablations",
                        "grid",
                        "calibration",
                        "patterns",
                        "cost",
                        "reading",
                        "limits");
        inert(page);
        named(page);
        assertThat(Files.size(where.resolve("stress.html"))).isLessThan(4_000_000);
        try (Stream<Path> pictures = Files.list(where.resolve("figures"))) {
            for (Path picture : pictures.toList()) {
                String svg = Files.readString(picture);
                assertThat(parse(svg).getDocumentElement().getTagName()).isEqualTo("svg");
                assertThat(svg).contains("http://www.w3.org/2000/svg").doesNotContain("var(");
            }
        }
        assertThat(where.resolve("figures/macro_auroc-baselines-image-inference.svg"))
                .exists();
        assertThat(where.resolve("figures/ranks.svg")).exists();
        assertThat(where.resolve("tables/grid.csv")).exists();
    }

    @Test
    void coordinatesAreNumbersAndTheUndefinedIsCalledSo() throws IOException {
        StudyReport.write(FakeStudyOf.two(24), FEW, folder);
        String html = Files.readString(folder.resolve("stress.html"));
        assertThat(html).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("Optional");
        assertThat(html).contains("not measured").contains("Fewer than 200 patients");
    }

    @Test
    void equalAnswersGiveEqualBytes() throws IOException {
        StudyReport.write(FakeStudyOf.two(40), FEW, folder.resolve("a"));
        StudyReport.write(FakeStudyOf.two(40), FEW, folder.resolve("b"));
        assertThat(files(folder.resolve("a"))).hasSizeGreaterThan(30).isEqualTo(files(folder.resolve("b")));
    }

    @Test
    void threadsDoNotReachATable() throws IOException {
        StudyOptions options = new StudyOptions(30, 10, 0.95, 5, Optional.of(Unhurried::kept));
        for (int threads : new int[] {1, 2, 3}) {
            Answers answers = new Unhurried(FakeStudyOf.two(40), threads);
            StudyResult result = StudyResult.of(answers, options, new Crew(threads, Progress.silent()));
            StudyReport.write(result, answers, List.of(), folder.resolve("by" + threads));
        }
        Map<String, String> one = files(folder.resolve("by1"));
        assertThat(one).hasSizeGreaterThan(30).containsKey("tables/stress-weights.csv");
        assertThat(files(folder.resolve("by2"))).isEqualTo(one);
        assertThat(files(folder.resolve("by3"))).isEqualTo(one);
    }

    @Test
    void noTextOfTheDataBecomesMarkup() throws Exception {
        for (String payload : List.of("<script>alert(1)</script>", "\" onload=\"x", "]]>--></style>", "a\\b_c%$&{}")) {
            Path where = folder.resolve("p" + payload.hashCode());
            StudyReport.write(full(24, name -> name + payload), FEW, where);
            inert(parse(Files.readString(where.resolve("stress.html"))));
        }
    }

    @Test
    void latexIsEscapedAndCsvHasIntervalsInColumns() throws IOException {
        assertThat(Tex.escape("5 % of a_b & \\x \u00b1 1")).isEqualTo("5 \\% of a\\_b \\& \\textbackslash{}x $\\pm$ 1");
        StudyReport.write(FakeStudyOf.two(40), FEW, folder);
        List<String> lines = Files.readAllLines(folder.resolve("tables/macro_auroc-image-inference.csv"));
        assertThat(lines.get(0)).startsWith("Method,0\u00a0%,0\u00a0% low,0\u00a0% high,25\u00a0%");
        assertThat(lines.get(1)).matches("Ours(,0\\.\\d{6}){15}");
        String tex = Files.readString(folder.resolve("tables/macro_auroc-image-inference.tex"));
        assertThat(tex).contains("\\toprule", "\\midrule", "\\bottomrule", "\\textbf{", "25~\\%");
    }

    @Test
    void manyWaysOfMissingBeginWithAnOverviewAndSayWhatDoesNotFollow() throws Exception {
        StudyReport.write(
                new Wide(FakeStudyOf.two(40)), new StudyOptions(30, 10, 0.95, 5, Optional.of(Unhurried::kept)), folder);
        String html = Files.readString(folder.resolve("stress.html"));
        Document page = parse(html);
        assertThat(ids(page)).contains("ways").doesNotContain("grid");
        assertThat(html)
                .contains("the gap itself tells of the finding", "Nobody knows it in a clinic")
                .contains("cells of clinical missing, by what is hidden (tested)")
                .contains("<summary>")
                .doesNotContain("cases without");
        List<String> lines = Files.readAllLines(folder.resolve("tables/ways.csv"));
        assertThat(lines).hasSize(1 + 6);
        assertThat(lines.get(1)).matches("\"cells of clinical missing, by what is seen\",0\\.\\d+,.*,Zeros,.*");
        // Where every modality can go, no single one remains to compare with.
        assertThat(Files.readString(folder.resolve("tables/expectation-figures.csv")))
                .contains("cells of image missing")
                .doesNotContain("any modality missing, at random, 100");
    }

    /** The same answers under many names of arms; what is not called clinical or image takes nothing. */
    private record Wide(FakeStudy study) implements Answers {

        @Override
        public Design design() {
            Design narrow = study.design();
            List<Arm> arms = new ArrayList<>();
            List<Double> train = List.of(0.0, 0.5);
            List<Double> test = narrow.arms().get(0).testRates();
            for (String what : List.of("clinical", "image")) {
                for (String why : List.of("by what is seen", "by what is hidden")) {
                    String title = "cells of " + what + " missing, " + why;
                    arms.add(new Arm(title.replaceAll("[ ,]+", "-"), title, List.of(what), train, test));
                }
            }
            arms.add(narrow.arms().get(0));
            arms.add(new Arm("several", "any modality missing, at random", List.of("clinical", "image"), train, test));
            return new Design(
                    narrow.cohort(),
                    "mechanisms",
                    narrow.targets(),
                    narrow.modalities(),
                    narrow.entrants(),
                    arms,
                    narrow.folds());
        }

        @Override
        public Optional<Scored> of(Cell cell) {
            return study.of(cell);
        }

        @Override
        public Optional<Cost> cost(String entrant, Level train, int fold) {
            return study.cost(entrant, train, fold);
        }
    }

    /** Studies small enough for a test. */
    private static final class FakeStudyOf {
        static FakeStudy two(int cases) {
            return new FakeStudy(
                    cases,
                    2,
                    List.of(
                            FakeStudy.fake("ours", Family.OURS, 0.3, 0.3, 0),
                            FakeStudy.fake("zeros", Family.BASELINE, 0.4, 0.5, -2),
                            FakeStudy.single("clinical", 0.4)),
                    UnaryOperator.identity());
        }
    }

    /** One of each family, as many as a full study has. */
    private static FakeStudy full(int cases, UnaryOperator<String> names) {
        List<FakeStudy.Fake> all = new ArrayList<>();
        all.add(FakeStudy.fake("ours", Family.OURS, 0.35, 0.3, 0));
        all.add(FakeStudy.fake("paper", Family.PAPER, 0.5, 0.4, 0));
        all.add(FakeStudy.fake("paper-as-released", Family.PAPER, 0.6, 0.5, -0.5));
        all.add(FakeStudy.fake("zeros", Family.BASELINE, 0.6, 0.6, -1.5));
        all.add(FakeStudy.fake("max-pooling", Family.BASELINE, 0.7, 0.7, -1));
        all.add(FakeStudy.fake("model-selection", Family.BASELINE, 0.55, 2.5, 0));
        double error = 0.5;
        for (String id : List.of(
                "mask-off-zeros",
                "mask-off-selection",
                "frozen",
                "late-mean",
                "late-max",
                "late-min",
                "late-vote",
                "no-modality-dropout",
                "no-feature-masking",
                "no-tokens",
                "additive-tokens",
                "dropout-15",
                "dropout-50")) {
            all.add(FakeStudy.fake(id, Family.ABLATION, error += 0.03, 0.5, id.startsWith("mask-off-z") ? -1.2 : 0));
        }
        for (String id : List.of("stand-in", "shared-specific", "experts", "contrast")) {
            all.add(FakeStudy.fake(id, Family.RIVAL, error += 0.02, 0.5, 0));
        }
        for (String id : List.of("impute-mean", "impute-knn", "impute-iterative")) {
            all.add(FakeStudy.fake(id, Family.IMPUTATION, error += 0.02, 0.5, -0.3));
        }
        all.add(FakeStudy.fake("trees-table", Family.TREES, 1.4, 0.3, 0));
        all.add(FakeStudy.fake("trees-both", Family.TREES, 0.7, 0.3, 0));
        all.add(FakeStudy.single("clinical", 0.4));
        all.add(FakeStudy.single("image", 0.5));
        all.add(FakeStudy.fake("oracle", Family.ORACLE, 0.3, 0.3, 0));
        all.add(FakeStudy.fake("optimum", Family.OPTIMUM, 0, 0, 0));
        return new FakeStudy(cases, 3, all, names);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static void inert(Document page) {
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(element.getTagName()).isNotIn("script", "iframe", "object", "link", "img", "foreignObject");
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                String name = element.getAttributes().item(a).getNodeName();
                assertThat(name).doesNotStartWith("on");
                if (name.equals("href")) {
                    assertThat(element.getAttribute(name)).startsWith("#");
                }
            }
        }
        assertThat(page.getElementsByTagName("style").getLength()).isEqualTo(1);
    }

    private static void named(Document page) {
        NodeList pictures = page.getElementsByTagName("svg");
        assertThat(pictures.getLength()).isGreaterThan(50);
        for (int i = 0; i < pictures.getLength(); i++) {
            assertThat(((Element) pictures.item(i)).getAttribute("aria-label")).isNotEmpty();
        }
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            assertThat(((Element) tables.item(i))
                            .getElementsByTagName("caption")
                            .getLength())
                    .isEqualTo(1);
        }
    }

    private static List<String> ids(Document page) {
        List<String> ids = new ArrayList<>();
        NodeList all = page.getElementsByTagName("section");
        for (int i = 0; i < all.getLength(); i++) {
            ids.add(((Element) all.item(i)).getAttribute("id"));
        }
        return ids;
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }
}

package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.gapwise.cli.browser.Axe;
import org.gapwise.cli.browser.Browser;
import org.gapwise.cli.browser.Browser.Key;
import org.gapwise.cli.browser.Outside;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a served model in a real Chromium. Pictures of it are left in target/page. With -Dgapwise.page.folder=FOLDER
 * the model is trained there, once.
 */
final class PageIT {

    private static final Path PICTURES = Path.of("target/page").toAbsolutePath();
    private static final int MOST_TABS = 150;
    private static final String EMPTIED = "const input = document.querySelector(arguments[0]); input.value = '';"
            + " input.dispatchEvent(new Event('input', {bubbles: true}))";

    @TempDir
    private static Path temporary;

    private static Path folder;
    private static Program.Started server;
    private static String address;
    private static Outside outside;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Browser.require(PageIT.class);
        folder = Path.of(System.getProperty("gapwise.page.folder", temporary.toString()));
        Program program = new Program(folder);
        if (!Files.exists(folder.resolve("model/pictures.json"))) {
            program.run("simulate", "--cases=400", "--image-size=64", "--out=cohort")
                    .done();
            program.run(training().toArray(String[]::new)).done();
            program.run("calibrate", "model", "cohort/schema.toml").done();
        }
        // Time for a machine that has other things to do.
        server = program.start(
                "serve", "model", "--training=cohort/schema.toml", "--port=0", "--json", "--deadline=600");
        address = "http://127.0.0.1:" + ServeIT.said(server).path("port").asInt() + "/";
        outside = Outside.open();
        browser = Browser.open(outside.port());
    }

    private static List<String> training() {
        List<String> words = new ArrayList<>(List.of("train", "cohort/schema.toml", "--preset=quick", "--out=model"));
        MimicGuideIT.TINY.stream()
                .map(word -> word.replace("image_size=16", "image_size=32"))
                .forEach(words::add);
        return words;
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
            outside.close();
        }
        if (server != null) {
            server.process().destroy();
            assertThat(Program.await(server).exit()).isZero();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1280, 900);
        browser.scheme("light");
        browser.go(address);
        browser.until("document.querySelector('[data-feature]')");
        browser.complaints();
    }

    @AfterEach
    void nothingLeftTheMachine() throws Exception {
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(
                        url -> url.startsWith(address) || url.startsWith("blob:" + address) || url.startsWith("data:"));
        assertThat(outside.asked()).isEmpty();
    }

    private static Path png() {
        return folder.resolve("cohort/images/000/s000001.png");
    }

    private static byte[] dicom() throws IOException {
        return SmallDicom.file(ImageIO.read(png().toFile()));
    }

    private static String field(String name) {
        return "[data-feature='" + name + "']";
    }

    private static void predict() throws Exception {
        browser.click("button[type=submit]");
        answered("Answer with all that is known");
    }

    private static void answered(String headline) throws Exception {
        browser.until("document.querySelector('#status').textContent.startsWith('" + headline + "')");
        assertThat(browser.run("return document.querySelectorAll('#findings tbody tr').length")
                        .asInt())
                .isEqualTo(14);
    }

    /** Probabilities as they are shown, from the first row on. */
    private static List<String> probabilities() throws Exception {
        List<String> shown = new ArrayList<>();
        browser.run("return [...document.querySelectorAll('#findings tbody td:nth-child(3)')].map(n => n.textContent)")
                .forEach(text -> shown.add(text.asText()));
        return shown;
    }

    @Test
    void whatIsKnownGivesFindingsAndEachInputCanBeTakenAway() throws Exception {
        browser.type("[data-picture=frontal]", png().toString());
        browser.type(field("age"), "63");
        browser.type(field("lactate"), "3,1");
        predict();
        assertThat(browser.text("#findings")).contains("Pneumonia", "Edema", "Threshold", "Set", "flagged");
        assertThat(browser.run("return document.querySelectorAll('#findings .tick').length")
                        .asInt())
                .isPositive();
        assertThat(browser.text("#evidence")).contains("age", "lactate", "frontal", "d_dimer");
        List<String> all = probabilities();
        browser.click(".chips button", "frontal");
        answered("Answer without frontal");
        List<String> without = probabilities();
        assertThat(without).isNotEqualTo(all);
        assertThat(browser.text("#findings")).contains("Change, points").containsPattern("[+-]\\d+\\.\\d");
        browser.picture(PICTURES.resolve("without-frontal.png"));
        browser.click(".chips button", "frontal");
        answered("Answer with all that is known");
        assertThat(probabilities()).isEqualTo(all);
        browser.click(".chips button", "spo2");
        assertThat(browser.run("return document.activeElement.dataset.feature").asText())
                .isEqualTo("spo2");
        browser.write("82");
        answered("Answer with all that is known, against the one before, now with spo2");
        assertThat(probabilities()).isNotEqualTo(all);
    }

    @Test
    void oneFindingIsExplainedOverThePicture() throws Exception {
        browser.type("[data-picture=frontal]", png().toString());
        browser.type(field("age"), "63");
        browser.type(field("temperature"), "39.1");
        predict();
        browser.click("#findings button", "Why");
        browser.until("document.querySelector('#why-next table')");
        assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("why-title");
        assertThat(browser.text("#why-maps")).contains("mean training picture");
        assertThat(browser.text("#why-shares")).contains("Whole modalities", "age", "temperature", "frontal");
        assertThat(browser.text("#why-next")).contains("bits", "points").doesNotContain("temperature");
        assertThat(browser.run("return document.querySelector('canvas.heat').getAttribute('aria-label')")
                        .asText())
                .startsWith("Heat map over frontal for");
        String over = "return document.querySelector('canvas.heat').toDataURL()";
        String map = browser.run(over).asText();
        browser.click("#heat-0");
        assertThat(browser.run(over).asText()).isNotEqualTo(map);
        browser.click("#heat-0");
        assertThat(browser.run(over).asText()).isEqualTo(map);
        accessible("explained");
        browser.click("#why-next tbody tr button");
        assertThat(browser.run("return document.activeElement.dataset.feature ?? ''")
                        .asText())
                .isNotEmpty();
        browser.click(".chips button", "age");
        answered("Answer without age");
        assertThat(browser.run("return document.querySelector('#why').hidden").asBoolean())
                .isTrue();
    }

    /** axe-core finds nothing at all, in both themes and on a tablet; pictures are kept. */
    private static void accessible(String name) throws Exception {
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            browser.picture(PICTURES.resolve(name + "-" + scheme + ".png"));
            assertThat(Axe.findings(browser)).as(name + ", " + scheme).isEmpty();
        }
        for (int[] size : new int[][] {{768, 1024}, {1024, 768}}) {
            browser.size(size[0], size[1]);
            browser.picture(PICTURES.resolve(name + "-" + size[0] + ".png"));
            assertThat(browser.run("return document.documentElement.scrollWidth")
                            .asInt())
                    .isLessThanOrEqualTo(size[0]);
        }
        browser.size(1280, 900);
        browser.scheme("light");
    }

    @Test
    void aDicomFileIsDroppedShownAndRemoved() throws Exception {
        browser.run(
                "const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));"
                        + "const dropped = new DataTransfer(); dropped.items.add(new File([bytes], 'one.dcm'));"
                        + "document.querySelector('.drop').dispatchEvent(new DragEvent('drop',"
                        + " {dataTransfer: dropped, bubbles: true, cancelable: true}))",
                Base64.getEncoder().encodeToString(dicom()));
        browser.until("document.querySelector('.view canvas')");
        assertThat(browser.text(".drop")).contains("one.dcm");
        predict();
        assertThat(browser.text("#evidence")).contains("frontal");
        List<String> dropped = probabilities();
        browser.click(".drop button", "Remove the picture");
        answered("Answer with all that is known, against the one before, now without frontal");
        browser.type("[data-picture=frontal]", png().toString());
        browser.until("document.querySelector('#status').textContent.includes('now with frontal')");
        assertThat(probabilities()).isEqualTo(dropped);
        browser.click("button[type=reset]");
        browser.until("document.querySelector('#status').textContent.startsWith('Nothing')");
        assertThat(browser.text(".drop")).contains("None chosen").doesNotContain("one.dcm");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void doubtsAreSaidAtTheFieldAndInTheAnswer() throws Exception {
        accessible("empty");
        browser.type(field("temperature"), "98.6");
        assertThat(browser.text(".note:not(:empty)")).contains("Outside 33 to 43");
        browser.type(field("age"), "old");
        browser.type(field("ldh"), "1,500");
        assertThat(browser.text("#modalities")).contains("Write 1500 or 1.500");
        accessible("doubts");
        browser.click("button[type=submit]");
        browser.until("document.querySelector('#status .problem')");
        assertThat(browser.text("#status")).contains("age", "ldh", "a number is expected");
        browser.run(EMPTIED, field("ldh"));
        browser.run(EMPTIED, field("age"));
        predict();
        assertThat(browser.text("#status")).contains("temperature is outside its plausible range");
        accessible("warned");
        browser.type(
                "[data-picture=frontal]",
                negative(folder.resolve("negative.png")).toString());
        browser.until("document.querySelector('#status').textContent.includes('frontal looks unlike')");
        accessible("unfamiliar");
        Path broken = Files.writeString(folder.resolve("broken.dcm"), "no picture");
        browser.type("[data-picture=frontal]", broken.toString());
        browser.until("document.querySelector('.drop').textContent.includes('broken.dcm: ')");
        browser.until("document.querySelector('#status .problem')");
        assertThat(browser.text("#findings")).isEmpty();
    }

    /** The picture with black for white. */
    private static Path negative(Path file) throws IOException {
        BufferedImage image = ImageIO.read(png().toFile());
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            image.setRGB(x, i / image.getWidth(), ~image.getRGB(x, i / image.getWidth()));
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        tabTo("document.activeElement.dataset.feature === 'age'");
        browser.write("63");
        tabTo("document.activeElement.dataset.feature === 'sex'");
        browser.write("M");
        tabTo("document.activeElement.type === 'submit'");
        browser.press(Key.ENTER);
        answered("Answer with all that is known");
        List<String> all = probabilities();
        tabTo("document.activeElement.textContent === 'age'");
        browser.press(Key.SPACE);
        answered("Answer without age");
        assertThat(probabilities()).isNotEqualTo(all);
        assertThat(browser.run("return document.activeElement.textContent").asText())
                .isEqualTo("age");
        browser.press(Key.SPACE);
        answered("Answer with all that is known");
        tabTo("document.activeElement.getAttribute('aria-label') === 'Why Pneumonia'");
        browser.press(Key.ENTER);
        browser.until("document.querySelector('#why-shares table')");
        assertThat(browser.run("return document.activeElement.textContent").asText())
                .startsWith("Why Pneumonia");
    }

    /** Goes on with the tab key; wherever it comes, one can see where one is. */
    private static void tabTo(String expression) throws Exception {
        for (int i = 0; i < MOST_TABS; i++) {
            browser.press(Key.TAB);
            if (browser.run("return " + expression).asBoolean()) {
                assertThat(browser.run("return getComputedStyle(document.activeElement).outlineWidth")
                                .asText())
                        .isEqualTo("3px");
                return;
            }
        }
        throw new AssertionError("never reached: " + expression);
    }

    @Test
    void textThatLooksLikeAScriptIsNeverRun() throws Exception {
        String attack = "\"><img src=x onerror=window.hit=1><script>window.hit=1</script>";
        int fields = browser.run(
                        "document.querySelectorAll('input[data-feature]').forEach(input => {"
                                + " input.value = arguments[0]; input.dispatchEvent(new Event('input', {bubbles: true})); });"
                                + " return document.querySelectorAll('input[data-feature]').length",
                        attack)
                .asInt();
        assertThat(fields).isGreaterThan(10);
        Path file = Files.write(folder.resolve("<img src=x onerror=window.hit=1>.dcm"), dicom());
        browser.type("[data-picture=frontal]", file.toString());
        browser.until("document.querySelector('.view canvas')");
        browser.click("button[type=submit]");
        browser.until("document.querySelectorAll('#status .problem').length === " + fields);
        assertThat(browser.run("return window.hit ?? 0").asInt()).isZero();
        assertThat(browser.run("return document.querySelectorAll('[onerror], img, script:not([src])').length")
                        .asInt())
                .isZero();
    }
}

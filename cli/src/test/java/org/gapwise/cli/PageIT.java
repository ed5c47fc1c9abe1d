package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.gapwise.cli.browser.Axe;
import org.gapwise.cli.browser.Browser;
import org.gapwise.cli.browser.Outside;
import org.gapwise.server.http.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a served model in a real Chromium. Pictures of it are left in target/page. */
final class PageIT {

    private static final Path PICTURES = Path.of("target/page");

    @TempDir
    private static Path folder;

    private static ServedModel served;
    private static Outside outside;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Browser.require(PageIT.class);
        Program program = new Program(folder);
        program.run("simulate", "--cases=400", "--image-size=64", "--out=cohort")
                .done();
        program.run(training().toArray(String[]::new)).done();
        program.run("calibrate", "model", "cohort/schema.toml").done();
        served = new ServedModel(folder.resolve("model"), Limits.usual());
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
            served.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1280, 900);
        browser.scheme("light");
        browser.go("http://127.0.0.1:" + served.port() + "/");
        browser.until("document.querySelector('[data-feature]')");
    }

    private static Path png() {
        return folder.resolve("cohort/images/000/s000001.png");
    }

    private static Path dicom() throws IOException {
        return Files.write(folder.resolve("one.dcm"), SmallDicom.file(ImageIO.read(png().toFile())));
    }

    @Test
    void aPictureAndSomeFieldsGiveFindings() throws Exception {
        browser.type("#i-frontal", png().toString());
        browser.type("[data-feature=age]", "63");
        browser.click("button[type=submit]");
        browser.until("document.querySelectorAll('#findings tbody tr').length === 14");
        assertThat(browser.text("#evidence")).contains("age", "frontal", "lactate");
        browser.picture(PICTURES.resolve("light.png"));
        assertThat(Axe.findings(browser)).isEmpty();
        browser.scheme("dark");
        browser.picture(PICTURES.resolve("dark.png"));
        assertThat(Axe.findings(browser)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}

package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.gapwise.cli.browser.Browser;
import org.gapwise.cli.browser.Outside;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.server.ModelServer;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.Explainer;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.ModelOpener;
import org.gapwise.server.model.Models;
import org.gapwise.server.model.OpenModel;
import org.gapwise.server.watch.Observers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A preview that comes after another file was chosen, in a real Chromium: whoever looks at the page must not see one
 * patient's picture under another's name.
 */
final class LatePreviewIT {

    private static final String CHOSEN = "[data-picture]";
    private static final String WIDTH = "document.querySelector('.view canvas')?.width";

    /** Looks at a file by its first letter: that of S for as long as it is told to, that of B never well. */
    private static final class Slow implements ModelOpener, Explainer {
        private final HostileModel rest = new HostileModel();
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch done = new CountDownLatch(1);

        @Override
        public boolean recognizes(Path folder) {
            return true;
        }

        @Override
        public String fingerprint(Path folder) {
            return "";
        }

        @Override
        public OpenModel open(Path folder) {
            OpenModel model = rest.open(folder);
            return new OpenModel(
                    model.predictor(),
                    (bytes, where) -> size -> new Pixels(1, 1, 1, new byte[] {bytes[0]}),
                    model.charts(),
                    this,
                    "");
        }

        @Override
        public Set<Part> parts() {
            return Set.of(Part.values());
        }

        /** A picture that is two wide where it is of the slow file, else one. */
        @Override
        public ObjectNode explain(Case one, String target, Part part) {
            byte letter = one.images().values().iterator().next().read(1).values()[0];
            if (letter == 'F') {
                return rest.explain(one, target, part);
            }
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.countDown();
            if (letter == 'B') {
                throw new DataException("the file is no picture.", "the file", "Send another.");
            }
            ObjectNode tree = rest.explain(one, target, part);
            ((ObjectNode) tree.path("pictures").elements().next())
                    .put("width", 2)
                    .put("values", "AAA=");
            return tree;
        }

        @Override
        public void close() {}
    }

    @TempDir
    private Path folder;

    private final Slow slow = new Slow();
    private Outside outside;
    private Browser browser;
    private Models models;
    private ModelServer server;

    @BeforeEach
    void start() throws Exception {
        Browser.require(LatePreviewIT.class);
        models = Models.open(
                List.of(ModelFolder.of("model=" + folder)),
                slow,
                (name, model) -> new Batcher(model.predictor(), Batcher.Batching.alone(), answers -> {}));
        server = ModelServer.open(
                models,
                new Place("127.0.0.1", 0, Optional.empty()),
                Limits.usual(),
                Tokens.none(),
                new Observers(List.of()));
        outside = Outside.open();
        browser = Browser.open(outside.port());
        browser.go("http://127.0.0.1:" + server.port() + "/");
        browser.until("document.querySelector('[data-picture]')");
    }

    @AfterEach
    void stop() throws Exception {
        slow.release.countDown();
        if (browser != null) {
            browser.close();
            outside.close();
            server.close();
            models.close();
        }
    }

    private void choose(String name, String letter) throws Exception {
        browser.type(CHOSEN, Files.writeString(folder.resolve(name), letter).toString());
    }

    /** Lets the slow answer go, and waits until the page has had it. */
    private void late() throws Exception {
        browser.run("window.before = performance.getEntriesByType('resource').length");
        slow.release.countDown();
        slow.done.await();
        browser.until("performance.getEntriesByType('resource').length > window.before");
        browser.run("return new Promise(done => setTimeout(done, 200))");
    }

    @Test
    void aLatePictureIsNotShownUnderANewerFile() throws Exception {
        choose("slow.dcm", "S");
        choose("fast.dcm", "F");
        browser.until(WIDTH + " === 1");
        late();
        assertThat(browser.run("return " + WIDTH).asInt()).isEqualTo(1);
        assertThat(browser.text(".drop")).contains("fast.dcm").doesNotContain("slow.dcm");
    }

    @Test
    void aLateRefusalIsNotSaidOfANewerFile() throws Exception {
        choose("bad.dcm", "B");
        choose("fast.dcm", "F");
        browser.until(WIDTH + " === 1");
        late();
        assertThat(browser.run("return " + WIDTH).asInt()).isEqualTo(1);
        assertThat(browser.text(".drop")).contains("fast.dcm").doesNotContain("bad.dcm", "no picture");
    }

    @Test
    void aLatePictureIsNotShownWhereTheFileWasRemoved() throws Exception {
        choose("slow.dcm", "S");
        browser.click(".drop button", "Remove the picture");
        late();
        assertThat(browser.run("return document.querySelectorAll('.view canvas').length")
                        .asInt())
                .isZero();
        assertThat(browser.text(".drop")).contains("None chosen");
    }
}

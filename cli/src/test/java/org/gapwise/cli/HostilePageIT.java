package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gapwise.cli.browser.Axe;
import org.gapwise.cli.browser.Browser;
import org.gapwise.cli.browser.Outside;
import org.gapwise.server.ModelServer;
import org.gapwise.server.http.Limits;
import org.gapwise.server.http.Place;
import org.gapwise.server.http.Tokens;
import org.gapwise.server.model.Batcher;
import org.gapwise.server.model.ModelFolder;
import org.gapwise.server.model.Models;
import org.gapwise.server.watch.Observers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a model whose every name is a script, in a real Chromium. */
final class HostilePageIT {

    @TempDir
    private Path folder;

    @Test
    void noNameOfAModelIsEverRun() throws Exception {
        Browser.require(HostilePageIT.class);
        try (Models models = Models.open(
                        List.of(ModelFolder.of("model=" + folder)),
                        new HostileModel(),
                        (name, model) -> new Batcher(model.predictor(), Batcher.Batching.alone(), answers -> {}));
                ModelServer server = ModelServer.open(
                        models,
                        new Place("127.0.0.1", 0, Optional.empty()),
                        Limits.usual(),
                        Tokens.none(),
                        new Observers(List.of()));
                Outside outside = Outside.open();
                Browser browser = Browser.open(outside.port())) {
            browser.go("http://127.0.0.1:" + server.port() + "/");
            browser.until("document.querySelector('input[data-feature]')");
            browser.type("input[data-feature]", "7");
            browser.run("document.querySelector('select[data-feature]').selectedIndex = 1");
            browser.type(
                    "[data-picture]",
                    Files.writeString(folder.resolve("<img src=x onerror=window.hit=1>.dcm"), "DICM")
                            .toString());
            browser.until("document.querySelector('.view canvas')");
            browser.click("button[type=submit]");
            browser.until("document.querySelector('#findings tbody tr')");
            assertThat(asked(browser)).hasSize(1).allMatch(url -> url.endsWith("/predict"));
            assertThat(browser.text("#status")).contains("warning\"'><img src=x", "outside its plausible range");
            browser.click("#findings button", "Why");
            browser.until("document.querySelector('#why-next table')");
            assertThat(browser.text("#why")).contains("method\"'><img src=x", "number\"'><img src=x");
            browser.picture(Path.of("target/page/hostile.png"));
            assertThat(Axe.findings(browser)).isEmpty();
            browser.click(".chips button", HostileModel.attack("number"));
            browser.until("document.querySelector('#status').textContent.startsWith('Answer without number')");
            browser.type("input[data-feature]", "7");
            browser.until("document.querySelector('#status').textContent.startsWith('Answer with all')");
            // What follows as inputs come and go is no question of its own.
            assertThat(asked(browser)).hasSizeGreaterThan(1).allMatch(url -> url.endsWith("/predict?note=false"));
            browser.click("button[type=submit]");
            browser.until("document.querySelector('#status').textContent.startsWith('Answer with all')");
            assertThat(asked(browser)).hasSize(1).allMatch(url -> url.endsWith("/predict"));
            assertThat(browser.run("return window.hit ?? 0").asInt()).isZero();
            assertThat(browser.run(
                                    "return document.querySelectorAll('[onerror], [onload], svg, script:not([src])').length")
                            .asInt())
                    .isZero();
            assertThat(browser.complaints()).isEmpty();
            assertThat(outside.asked()).isEmpty();
        }
    }

    /** The questions for predictions since the last time. */
    private static List<String> asked(Browser browser) throws Exception {
        return browser.requests().stream()
                .filter(url -> url.contains("/predict"))
                .toList();
    }
}

package org.gapwise.cli.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** axe-core, asked about the page that is open. */
public final class Axe {

    private Axe() {}

    /** Every finding, e.g. "serious color-contrast: td.number". The script is run by the driver, past the page's policy. */
    public static List<String> findings(Browser browser) throws IOException, InterruptedException {
        browser.run(script() + "\nwindow.axe = axe;");
        JsonNode result = browser.run("return axe.run(document, { resultTypes: ['violations'] })");
        List<String> findings = new ArrayList<>();
        for (JsonNode violation : result.path("violations")) {
            for (JsonNode node : violation.path("nodes")) {
                findings.add(violation.path("impact").asText() + " "
                        + violation.path("id").asText() + ": " + node.path("target") + " "
                        + node.path("failureSummary").asText());
            }
        }
        return findings;
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

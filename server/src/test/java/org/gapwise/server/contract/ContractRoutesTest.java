package org.gapwise.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.server.TestServer;
import org.gapwise.server.TestServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the contract: whole, and with nothing from elsewhere. */
final class ContractRoutesTest {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @TempDir
    private Path folder;

    @Test
    void thePageIsWholeAndNamesNobodyElse() {
        try (TestServer server = new TestServer(folder)) {
            Answer page = server.get("/docs");
            assertThat(page.status()).isEqualTo(200);
            Matcher links = LINK.matcher(page.text());
            int linked = 0;
            while (links.find()) {
                if (!links.group(1).equals("data:,")) {
                    assertThat(links.group(1)).startsWith("/docs/");
                    assertThat(server.get(links.group(1)).status())
                            .as(links.group(1))
                            .isEqualTo(200);
                    linked++;
                }
            }
            assertThat(linked).isEqualTo(4);
            assertThat(page.text() + server.get("/docs/docs.js").text()).doesNotContain("http:", "https:", "//cdn");
            assertThat(server.get("/docs/docs.js").text()).contains("\"/openapi.json\"", "validatorUrl: null");
            assertThat(server.get("/docs/swagger-ui-bundle.js").text()).contains("SwaggerUIBundle");
        }
    }

    @Test
    void thePageMayReachNothingButThisServer() {
        try (TestServer server = new TestServer(folder)) {
            for (String path :
                    List.of("/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css")) {
                String policy = server.get(path)
                        .whole()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow();
                assertThat(policy)
                        .contains("default-src 'none';", "script-src 'self';", "connect-src 'self';", "base-uri 'none'")
                        .doesNotContain("unsafe", "http", "*");
            }
        }
    }
}

package org.gapwise.cli.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium, driven over the W3C WebDriver protocol by the chromedriver that comes with it. */
public final class Browser implements AutoCloseable {

    public static final Path CHROMIUM = Path.of(System.getProperty("gapwise.chromium", "/usr/bin/chromium"));
    public static final Path DRIVER = Path.of(System.getProperty("gapwise.chromedriver", "/usr/bin/chromedriver"));

    /** The key that WebDriver names an element by. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process driver;
    private final String session;

    /** A key that is no letter, as WebDriver writes it. */
    public enum Key {
        TAB('\uE004'),
        ENTER('\uE007'),
        SPACE('\uE00D');

        private final char code;

        Key(char code) {
            this.code = code;
        }
    }

    private Browser(Process driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    /** Skips a test, and says so, where there is no Chromium. */
    public static void require(Class<?> test) {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        String why = test.getSimpleName() + ": SKIPPED, for there is no " + CHROMIUM + " and " + DRIVER
                + " (-Dgapwise.chromium, -Dgapwise.chromedriver)";
        if (!there) {
            System.out.println(why);
        }
        Assumptions.assumeTrue(there, why);
    }

    /** @param proxy port that everything goes to but what is on this machine */
    public static Browser open(int proxy) throws IOException, InterruptedException {
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            String base = "http://127.0.0.1:" + port(driver);
            JsonNode made = call("POST", base + "/session", capabilities(proxy));
            return new Browser(
                    driver, base + "/session/" + made.path("sessionId").asText());
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            driver.destroy();
            throw e;
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = STARTED.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("chromedriver ended before it had started");
    }

    private static JsonNode capabilities(int proxy) {
        ObjectNode tree = Json.object();
        ObjectNode wanted = tree.putObject("capabilities").putObject("alwaysMatch");
        wanted.put("browserName", "chrome");
        wanted.putObject("goog:loggingPrefs").put("performance", "ALL").put("browser", "ALL");
        ObjectNode options = wanted.putObject("goog:chromeOptions").put("binary", CHROMIUM.toString());
        List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--disable-sync",
                        "--disable-features=AutofillServerCommunication,NetworkTimeServiceQuerying,OptimizationHints,"
                                + "OptimizationGuideModelDownloading,OptimizationGuideFetchingForSRP",
                        // What it asks its maker on its own account goes nowhere: nobody listens there.
                        "--gaia-url=http://127.0.0.1:9",
                        "--component-updater=url-source=http://127.0.0.1:9/",
                        "--force-device-scale-factor=1",
                        "--proxy-server=http://127.0.0.1:" + proxy)
                .forEach(options.withArray("args")::add);
        return tree;
    }

    private static JsonNode call(String method, String url, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .method(
                        method,
                        method.equals("POST") ? BodyPublishers.ofString(body.toString()) : BodyPublishers.noBody())
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        JsonNode value = Json.parse(response.body()).path("value");
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    value.path("error").asText() + ": " + value.path("message").asText());
        }
        return value;
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return call("POST", session + path, body);
    }

    /** Loads a page; those that were open before are gone with all they had. */
    public void go(String url) throws IOException, InterruptedException {
        post("/url", Json.object().put("url", url));
    }

    /** Runs the body of a function and gives what it, or the promise that it returns, ends with. */
    public JsonNode run(String script, Object... arguments) throws IOException, InterruptedException {
        ObjectNode body = Json.object().put("script", script);
        body.set("args", Json.tree(List.of(arguments)));
        return post("/execute/sync", body);
    }

    /** Waits until an expression is true. */
    public void until(String expression) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run("return Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "\n" + text("body") + "\n" + log("browser"));
            }
            Thread.sleep(50);
        }
    }

    public String text(String css) throws IOException, InterruptedException {
        return run("return document.querySelector(arguments[0])?.innerText ?? ''", css)
                .asText();
    }

    private String element(String css) throws IOException, InterruptedException {
        return "/element/"
                + post("/element", Json.object().put("using", "css selector").put("value", css))
                        .path(ELEMENT)
                        .asText();
    }

    /** Clicks in the middle of an element, which must be where a mouse reaches it. */
    public void click(String css) throws IOException, InterruptedException {
        post(element(css) + "/click", Json.object());
    }

    /** Clicks the first of some elements that has this text. */
    public void click(String css, String text) throws IOException, InterruptedException {
        JsonNode found = run(
                "return [...document.querySelectorAll(arguments[0])].find(n => n.textContent === arguments[1])",
                css,
                text);
        if (!found.has(ELEMENT)) {
            throw new AssertionError("no " + css + " says " + text + "\n" + text("body"));
        }
        post("/element/" + found.path(ELEMENT).asText() + "/click", Json.object());
    }

    /** Types into a field, or gives a file to choose. */
    public void type(String css, String text) throws IOException, InterruptedException {
        post(element(css) + "/value", Json.object().put("text", text));
    }

    /** Presses keys wherever the focus is. */
    public void press(Key... keys) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Key key : keys) {
            text.append(key.code);
        }
        write(text.toString());
    }

    /** Types text wherever the focus is. */
    public void write(String text) throws IOException, InterruptedException {
        List<Map<String, String>> actions = new ArrayList<>();
        for (char c : text.toCharArray()) {
            actions.add(Map.of("type", "keyDown", "value", String.valueOf(c)));
            actions.add(Map.of("type", "keyUp", "value", String.valueOf(c)));
        }
        keys(actions);
    }

    private void keys(List<Map<String, String>> actions) throws IOException, InterruptedException {
        ObjectNode body = Json.object();
        ObjectNode source = body.putArray("actions").addObject();
        source.put("type", "key").put("id", "keyboard").set("actions", Json.tree(actions));
        post("/actions", body);
    }

    /** The size of the window's inside. */
    public void size(int width, int height) throws IOException, InterruptedException {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What a person prefers: "dark" or "light". */
    public void scheme(String scheme) throws IOException, InterruptedException {
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private JsonNode devtools(String command, Map<String, ?> parameters) throws IOException, InterruptedException {
        ObjectNode body = Json.object().put("cmd", command);
        body.set("params", Json.tree(parameters));
        return post("/goog/cdp/execute", body);
    }

    /** A picture of the whole page, as long as it is. */
    public void picture(Path file) throws IOException, InterruptedException {
        JsonNode window = run("return [innerWidth, innerHeight, document.documentElement.scrollHeight]");
        int width = window.path(0).asInt();
        size(width, window.path(2).asInt());
        JsonNode made = devtools("Page.captureScreenshot", Map.of("format", "png"));
        size(width, window.path(1).asInt());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(made.path("data").asText()));
    }

    /** The addresses of all requests since the last time. */
    public List<String> requests() throws IOException, InterruptedException {
        List<String> urls = new ArrayList<>();
        for (JsonNode line : log("performance")) {
            JsonNode message = Json.parse(line.path("message").asText()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.path("params").path("request").path("url").asText());
            }
        }
        return urls;
    }

    /** What the page complained about since the last time: scripts that failed, what the policy forbade. */
    public List<String> complaints() throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        log("browser").forEach(line -> messages.add(line.path("message").asText()));
        return messages;
    }

    private ArrayNode log(String type) throws IOException, InterruptedException {
        return (ArrayNode) post("/se/log", Json.object().put("type", type));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            call("DELETE", session, Json.object());
        } finally {
            driver.destroy();
            if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        }
    }
}

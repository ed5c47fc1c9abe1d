package org.gapwise.data.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.data.dicom.Written;
import org.junit.jupiter.api.Test;

/** The client against archives that answer well, and against others. */
final class DicomWebTest {

    static final String STUDY = "1.2.3.4";
    static final String SECRET = "GRABOWSKI";
    private static final String TOKEN = "token-4711";
    private static final String JSON = "application/dicom+json";
    private static final String PARTS = "multipart/related; type=\"application/dicom\"; boundary=b";
    private static final FoundImage IMAGE = new FoundImage(STUDY, "1.2.3.4.5", "1.2.3.4.5.6", "DX", "PA");

    /** A radiograph of a view. */
    static byte[] image(String instance, String view) {
        return Written.grey(2, 2, 12, false, 1, 2, 3, 4)
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
                .text(0x00080018, "UI", instance)
                .text(0x00080050, "SH", "A-1")
                .text(0x00080060, "CS", "DX")
                .text(0x00100010, "PN", SECRET)
                .text(0x00100020, "LO", "P-1")
                .text(0x00185101, "CS", view)
                .text(0x0020000D, "UI", STUDY)
                .text(0x0020000E, "UI", "1.2.3.4.5")
                .file();
    }

    private static DicomWeb web(String url, Duration deadline, int bytes) {
        return new DicomWeb(new Pacs(Pacs.address(url), Optional.of(TOKEN), Optional.empty(), deadline, bytes));
    }

    private static DicomWeb web(StubArchive archive) {
        return web(archive.url() + "/", Duration.ofSeconds(60), 1 << 20);
    }

    private static byte[] parts(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(file);
        out.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(String why, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void aStudyIsFoundAndItsImagesAreListed() throws IOException {
        try (StubArchive archive = new StubArchive(StubArchive.with(
                200,
                JSON,
                json("[{'0020000D':{'vr':'UI','Value':['1.2.3.4']},"
                        + "'00080050':{'vr':'SH','Value':['A 1/2']}}]")))) {
            assertThat(web(archive).study("A 1/2")).isEqualTo(STUDY);
            assertThat(archive.asked()).containsExactly("GET /dicom-web/studies?limit=2&AccessionNumber=A+1%2F2");
            assertThat(archive.tokens()).containsExactly("Bearer " + TOKEN);
            refused("another accession number", () -> web(archive).study("a 1/2"));
        }
        String one = "{'0020000E':{'vr':'UI','Value':['1.2.3.4.5']},'00080018':{'vr':'UI','Value':['1.2.3.4.5.6']},"
                + "'00080060':{'vr':'CS','Value':['DX']},'00185101':{'vr':'CS','Value':['PA']}}";
        try (StubArchive archive = new StubArchive(StubArchive.with(200, JSON, json("[" + one + "]")))) {
            assertThat(web(archive).images(STUDY)).containsExactly(IMAGE);
        }
        try (StubArchive archive = new StubArchive(StubArchive.with(204, JSON, new byte[0]))) {
            assertThat(web(archive).images(STUDY)).isEmpty();
            refused("no study", () -> web(archive).study("A-1"));
        }
    }

    @Test
    void anImageIsFetchedAndHeldAgainstWhatWasAsked() throws IOException {
        byte[] file = image("1.2.3.4.5.6", "PA");
        try (StubArchive archive = new StubArchive(StubArchive.with(200, PARTS, parts(file)))) {
            assertThat(web(archive).fetch(IMAGE)).isEqualTo(file);
            assertThat(archive.asked())
                    .containsExactly("GET /dicom-web/studies/1.2.3.4/series/1.2.3.4.5/instances/1.2.3.4.5.6");
            FoundImage other = new FoundImage(STUDY, "1.2.3.4.5", "1.2.3.4.5.7", "", "");
            refused("another image", () -> web(archive).fetch(other));
        }
        try (StubArchive archive = new StubArchive(StubArchive.with(200, PARTS, parts(json(SECRET))))) {
            refused("cannot be read", () -> web(archive).fetch(IMAGE));
        }
        try (StubArchive archive = new StubArchive(StubArchive.with(200, "application/dicom", file))) {
            refused("not multipart/related", () -> web(archive).fetch(IMAGE));
        }
    }

    @Test
    void aReportIsStoredWhenTheArchiveSaysSo() throws Exception {
        byte[] file = image("1.2.3.4.5.6", "PA");
        AtomicReference<byte[]> sent = new AtomicReference<>(new byte[0]);
        AtomicReference<String> type = new AtomicReference<>("");
        String took = "{'00081199':{'vr':'SQ','Value':[{'00081155':{'vr':'UI','Value':['1.2.3.4.5.6']}}]}}";
        try (StubArchive archive = new StubArchive(exchange -> {
            sent.set(exchange.getRequestBody().readAllBytes());
            type.set(exchange.getRequestHeaders().getFirst("Content-Type"));
            StubArchive.with(200, JSON, json(took)).to(exchange);
        })) {
            web(archive).store(file);
            assertThat(archive.asked()).containsExactly("POST /dicom-web/studies/1.2.3.4");
            assertThat(RelatedParts.of(type.get(), sent.get())).hasSize(1).allSatisfy(part -> assertThat(part.content())
                    .isEqualTo(file));
        }
        for (String not : List.of(
                "{}",
                took.replace("5.6", "5.7"),
                "{'00081198':{'vr':'SQ','Value':[{'00081197':{'vr':'US','Value':[272]}}]}," + took.substring(1))) {
            try (StubArchive archive = new StubArchive(StubArchive.with(200, JSON, json(not)))) {
                refused("did not take", () -> web(archive).store(file));
            }
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (StubArchive elsewhere = new StubArchive(StubArchive.with(200, JSON, json("[]")));
                StubArchive archive = new StubArchive(exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.url());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            refused("redirect", () -> web(archive).images(STUDY));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void whatIsTooMuchOrTooSlowIsCutOff() throws IOException {
        StubArchive.Answer endless = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1 << 20; i++) {
                    out.write(new byte[1024]);
                }
            }
        };
        StubArchive.Answer slow = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 600; i++) {
                    out.write('[');
                    out.flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (StubArchive archive = new StubArchive(endless)) {
                refused("more than 100000 bytes", () -> web(archive.url(), Duration.ofMinutes(2), 100_000)
                        .images(STUDY));
            }
            try (StubArchive archive = new StubArchive(slow)) {
                refused("deadline", () -> web(archive.url(), Duration.ofSeconds(1), 100_000)
                        .images(STUDY));
            }
        });
    }

    @Test
    void nothingThatIsAnsweredIsTrusted() throws IOException {
        for (String body : List.of(
                "",
                "{}",
                SECRET,
                "[{}]",
                "[{'0020000E':{'Value':['../../x']},'00080018':{'Value':['1.2']}}]",
                "[{'0020000E':{'Value':[{'" + SECRET + "':1}]},'00080018':{'Value':['1.2']}}]",
                "[".repeat(5000))) {
            try (StubArchive archive = new StubArchive(StubArchive.with(200, JSON, json(body)))) {
                refused("", () -> web(archive).images(STUDY));
            }
        }
        for (int status : List.of(401, 404, 500)) {
            try (StubArchive archive = new StubArchive(StubArchive.with(status, "text/plain", json(SECRET)))) {
                refused("status " + status, () -> web(archive).images(STUDY));
            }
        }
        try (StubArchive archive = new StubArchive(StubArchive.with(200, JSON, json("[]")))) {
            for (String study : List.of("", "1", "1.2/../3", "1.2?x", "1." + "2".repeat(64))) {
                refused("no UID", () -> web(archive).images(study));
            }
            for (String accession : List.of("", "*", "A?", "A\\B", "x".repeat(17), "a\nb")) {
                refused("accession", () -> web(archive).study(accession));
            }
            assertThat(archive.asked()).isEmpty();
        }
    }

    @Test
    void onlyHttpsLeadsToOthers() {
        for (String url : List.of(
                "http://pacs.example/dicom-web",
                "http://10.0.0.1/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "https://user:" + SECRET + "@pacs.example/",
                "https://pacs.example/?x=" + SECRET,
                "https://pacs.example/#x",
                "pacs.example",
                "https:// x",
                "")) {
            assertThatThrownBy(() -> Pacs.address(url))
                    .as(url)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageNotContaining(SECRET);
        }
        assertThat(Pacs.address("https://pacs.example:8443/dicom-web//"))
                .hasToString("https://pacs.example:8443/dicom-web");
        assertThat(Pacs.address("http://localhost:8042/dicom-web")).hasPath("/dicom-web");
    }
}

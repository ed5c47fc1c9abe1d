package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `dicom fetch` and `dicom store` against an archive with one radiograph in it that says no view. */
final class DicomWebIT {

    private static final int USAGE = 2;
    private static final int DATA = 3;
    private static final String TOKEN = "token-4711";
    private static final String INSTANCES =
            "[{'0020000E':{'vr':'UI','Value':['1.2.3.4']},'00080018':{'vr':'UI','Value':"
                    + "['1.2.3.5']}},{'0020000E':{'vr':'UI','Value':['1.2.3.9']},'00080018':{'vr':'UI','Value':['1.2.3.8']},"
                    + "'00080060':{'vr':'CS','Value':['SR']}}]";

    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web";
        Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (exchange.getRequestURI().getPath().endsWith("/instances")) {
            exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
            body.writeBytes(INSTANCES.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } else {
            exchange.getResponseHeaders()
                    .set("Content-Type", "multipart/related; boundary=b; type=\"application/dicom\"");
            body.writeBytes("--b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(SmallDicom.file(new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY)));
            body.writeBytes("\r\n--b--".getBytes(StandardCharsets.US_ASCII));
        }
        exchange.sendResponseHeaders(known ? 200 : 401, body.size());
        exchange.getResponseBody().write(body.toByteArray());
        exchange.close();
    }

    private Program.Run run(String... args) throws IOException, InterruptedException {
        Program.Run run = new Program(folder).run(args);
        assertThat(run.out() + run.err()).doesNotContain(TOKEN, "GRABOWSKI").doesNotContain("\tat ");
        return run;
    }

    @Test
    void radiographsOfTheViewAreFetchedAndNothingElse() throws Exception {
        run("dicom", "fetch", url, "--study=1.2.3", "--token-file=token", "--view=any", "--out=study")
                .done();
        assertThat(asked)
                .containsExactly(
                        "/dicom-web/studies/1.2.3/instances",
                        "/dicom-web/studies/1.2.3/series/1.2.3.4/instances/1.2.3.5");
        assertThat(folder.resolve("study").toFile().list()).containsExactly("image-1.dcm");
        new Program(folder).run("dicom", "inspect", "study/image-1.dcm").done();
        Program.Run again = run("dicom", "fetch", url, "--study=1.2.3", "--token-file=token", "--out=study");
        assertThat(again.exit()).as(again.err()).isEqualTo(USAGE);
        Program.Run frontal = run("dicom", "fetch", url, "--study=1.2.3", "--token-file=token", "--out=frontal");
        assertThat(frontal.exit()).as(frontal.err()).isEqualTo(DATA);
        assertThat(frontal.err()).contains("no radiograph of this view");
        Program.Run store = run("dicom", "store", url, "study/image-1.dcm", "--token-file=token");
        assertThat(store.exit()).as(store.err()).isEqualTo(DATA);
        assertThat(store.err()).contains("no report");
        assertThat(asked).hasSize(4);
    }

    @Test
    void whoHasNoTokenOrNoHttpsIsToldSo() throws Exception {
        Program.Run none = run("dicom", "fetch", url, "--study=1.2.3", "--out=study");
        assertThat(none.exit()).as(none.err()).isEqualTo(DATA);
        assertThat(none.err()).contains("status 401");
        Program.Run plain = run("dicom", "fetch", "http://192.0.2.1/dicom-web", "--study=1.2.3", "--out=study");
        assertThat(plain.exit()).as(plain.err()).isEqualTo(USAGE);
        assertThat(plain.err()).contains("https");
        assertThat(folder.resolve("study")).doesNotExist();
    }
}

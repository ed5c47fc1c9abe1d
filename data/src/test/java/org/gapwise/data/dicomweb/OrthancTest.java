package org.gapwise.data.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gapwise.core.predict.Prediction;
import org.gapwise.data.dicom.SourceImage;
import org.gapwise.data.sr.ReportModel;
import org.gapwise.data.sr.StructuredReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole round with Orthanc and its DICOMweb plug-in, where they are installed: found, fetched, answered, stored. */
final class OrthancTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final int PATIENCE = 200;

    @TempDir
    private Path folder;

    @Test
    void aStudyIsFetchedAndItsReportIsStored() throws Exception {
        assumeTrue(
                Files.isExecutable(PROGRAM) && Files.exists(PLUGIN),
                "SKIPPED: Orthanc with its DICOMweb plug-in is not installed (Debian: orthanc, orthanc-dicomweb)");
        int port = free();
        Process orthanc = started(port);
        try {
            String url = "http://127.0.0.1:" + port;
            await(url, orthanc);
            for (byte[] image :
                    List.of(DicomWebTest.image("1.2.3.4.5.6", "PA"), DicomWebTest.image("1.2.3.4.5.7", "LATERAL"))) {
                assertThat(send(HttpRequest.newBuilder(URI.create(url + "/instances"))
                                .POST(BodyPublishers.ofByteArray(image))))
                        .isEqualTo(200);
            }
            DicomWeb web = new DicomWeb(new Pacs(
                    Pacs.address(url + "/dicom-web"),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofMinutes(1),
                    1 << 20));
            assertThat(web.study("A-1")).isEqualTo(DicomWebTest.STUDY);
            List<FoundImage> images = web.images(DicomWebTest.STUDY);
            assertThat(images).extracting(FoundImage::view).containsExactlyInAnyOrder("PA", "LATERAL");
            FoundImage frontal = images.stream()
                    .filter(image -> image.view().equals("PA"))
                    .findFirst()
                    .orElseThrow();
            SourceImage source = SourceImage.of(web.fetch(frontal));
            byte[] report = StructuredReport.write(
                    List.of(source),
                    new Prediction("case", Map.of("Pneumonia", 0.25), List.of("frontal"), List.of("age"), List.of()),
                    new ReportModel("chest", "0.1.0", "ab"),
                    LocalDateTime.of(2026, 11, 26, 9, 30));
            web.store(report);
            SourceImage stored = SourceImage.of(report);
            assertThat(web.images(DicomWebTest.STUDY))
                    .contains(new FoundImage(DicomWebTest.STUDY, stored.series(), stored.instance(), "SR", ""));
        } finally {
            orthanc.destroy();
            assertThat(orthanc.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process started(int port) throws IOException {
        Path configuration = Files.writeString(folder.resolve("orthanc.json"), """
            {"Name": "test", "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
             "DicomServerEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": ["%s"]}
            """.formatted(
                        port, folder.resolve("db"), folder.resolve("db"), PLUGIN));
        return new ProcessBuilder(PROGRAM.toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void await(String url, Process orthanc) throws Exception {
        for (int i = 0; i < PATIENCE; i++) {
            assertThat(orthanc.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            try {
                if (send(HttpRequest.newBuilder(URI.create(url + "/dicom-web/studies"))) == 200) {
                    return;
                }
            } catch (IOException e) {
                // It is not up yet.
            }
            Thread.sleep(200);
        }
        throw new AssertionError(Files.readString(folder.resolve("log")));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.gapwise.core.ConfigException;
import org.gapwise.server.watch.JsonLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port with a certificate, as a client sees it who trusts that certificate and nobody else. */
final class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private KeyStore store(String name, String algorithm) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Files.writeString(
                folder.resolve(name + ".pem"),
                pem("CERTIFICATE", store.getCertificate("server").getEncoded()));
        Files.writeString(
                folder.resolve(name + ".key"),
                pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded()));
        return store;
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }

    private SSLContext context(String name) {
        return Pem.context(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    }

    private static HttpClient trusting(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private HttpPort port(String name) {
        Route live = new Route(
                "GET",
                "/live",
                Effort.LIGHT,
                Access.OPEN,
                request -> HttpResponse.json(Map.of("live", true)),
                HttpResponse::problems);
        return HttpPort.open(
                new Place("127.0.0.1", 0, Optional.of(context(name))),
                new Routes(List.of(live)),
                Limits.usual(),
                Tokens.none(),
                new JsonLog(line -> {}, Clock.systemUTC()));
    }

    private static String live(HttpClient client, int port) throws IOException, InterruptedException {
        return client.send(
                        java.net.http.HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/live"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void whoTrustsTheCertificateIsAnsweredAndOthersTurnAway() throws Exception {
        KeyStore elliptic = store("elliptic", "EC");
        KeyStore rsa = store("rsa", "RSA");
        for (Map.Entry<String, KeyStore> each :
                Map.of("elliptic", elliptic, "rsa", rsa).entrySet()) {
            KeyStore other = each.getValue() == rsa ? elliptic : rsa;
            try (HttpPort port = port(each.getKey())) {
                assertThat(live(trusting(each.getValue()), port.number())).isEqualTo("{\"live\":true}");
                assertThatThrownBy(() -> live(trusting(other), port.number()))
                        .isInstanceOf(SSLHandshakeException.class);
                try (Socket socket = new Socket("127.0.0.1", port.number())) {
                    socket.setSoTimeout(20_000);
                    socket.getOutputStream()
                            .write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                            .doesNotContain("live");
                }
            }
        }
        Files.copy(folder.resolve("rsa.pem"), folder.resolve("mixed.pem"));
        Files.writeString(folder.resolve("mixed.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");
        assertThatThrownBy(() -> context("mixed"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("openssl pkcs8");
        Files.writeString(folder.resolve("mixed.key"), pem("PRIVATE KEY", new byte[9]));
        assertThatThrownBy(() -> context("mixed")).isInstanceOf(ConfigException.class);
    }
}

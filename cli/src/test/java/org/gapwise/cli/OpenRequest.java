package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request whose body is sent piece by piece. */
final class OpenRequest implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    /** Sends the head of a request for a prediction and waits to be told to send the body. */
    OpenRequest(int port, String body) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        send("POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\nExpect: 100-continue\r\n\r\n");
        StringBuilder told = new StringBuilder();
        while (!told.toString().endsWith("\r\n\r\n")) {
            told.append((char) socket.getInputStream().read());
        }
        assertThat(told.toString()).startsWith("HTTP/1.1 100");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

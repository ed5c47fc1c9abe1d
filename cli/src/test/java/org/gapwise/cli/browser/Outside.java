package org.gapwise.cli.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that lets nothing through and remembers who asked for what: all that would have left the machine. */
public final class Outside implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5000;

    private final ServerSocket socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private Outside(ServerSocket socket) {
        this.socket = socket;
    }

    public static Outside open() throws IOException {
        Outside outside = new Outside(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(outside::listen, "outside");
        thread.setDaemon(true);
        thread.start();
        return outside;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                one.setSoTimeout(PATIENCE_MILLIS);
                String line = new BufferedReader(
                                new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1))
                        .readLine();
                if (line != null) {
                    asked.add(line);
                }
                one.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // A client that went away, or the end.
            }
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** First lines of the requests. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gapwise.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.gapwise.core.ConfigException;

/**
 * Where a port is.
 *
 * @param port 0 for any that is free
 * @param tls what it proves itself with; without, it speaks plain HTTP
 */
public record Place(String host, int port, Optional<SSLContext> tls) {

    private static final int MISDIRECTED = 421;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** Whether only this machine can reach it. */
    public boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "there is no such host: " + host + ".", "--host", "Give an address of this machine.");
        }
    }

    /**
     * Refuses what a browser was led here for under another name: a page from elsewhere must not reach a server that only
     * this machine may ask.
     */
    void check(String hostHeader) {
        String name = hostHeader.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        if (loopback() && !LOCAL.contains(name) && !name.equals(host)) {
            throw new Refusal(
                    MISDIRECTED,
                    "this server answers to this machine alone.",
                    "header Host",
                    "Ask for http://localhost, or start it with --host.");
        }
    }
}

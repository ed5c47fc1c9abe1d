package org.gapwise.server.http;

import java.time.Duration;

/**
 * How much a client may ask of a port.
 *
 * @param deadline from the first byte of a request to the last of its answer
 * @param body most bytes of one
 * @param workers requests that are worked on side by side
 * @param queue requests that may wait for a worker; more are told to come back
 * @param perAddress requests that one address may have open at a time
 * @param connections that one address may have open at a time
 */
public record Limits(Duration deadline, int body, int workers, int queue, int perAddress, int connections) {

    private static final int DEADLINE_SECONDS = 30;
    private static final int BODY = 64 << 20;
    private static final int WORKERS = 16;
    private static final int QUEUE = 256;
    private static final int PER_ADDRESS = 128;
    private static final int CONNECTIONS = 512;

    public Limits {
        if (deadline.isNegative() || deadline.isZero() || body < 1 || workers < 1 || queue < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
        if (perAddress < 1 || connections < 1) {
            throw new IllegalArgumentException("an address may have at least one request and one connection");
        }
    }

    public static Limits usual() {
        return new Limits(Duration.ofSeconds(DEADLINE_SECONDS), BODY, WORKERS, QUEUE, PER_ADDRESS, CONNECTIONS);
    }
}

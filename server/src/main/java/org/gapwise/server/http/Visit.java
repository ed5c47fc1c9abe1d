package org.gapwise.server.http;

import java.time.Duration;

/**
 * A request that was answered, without anything its client wrote.
 *
 * @param route its method and template; {@code none} where nothing fitted
 * @param received bytes of the body
 * @param sent bytes of the answer's body
 */
public record Visit(String route, int status, Duration took, long received, long sent) {}

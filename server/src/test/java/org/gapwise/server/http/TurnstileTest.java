package org.gapwise.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    @Test
    void oneAddressHasSoManyAndTakesNoneFromOthers() throws UnknownHostException {
        InetAddress one = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        InetAddress other = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
        Turnstile turnstile = new Turnstile(2);
        assertThat(turnstile.enter(one)).isTrue();
        assertThat(turnstile.enter(one)).isTrue();
        assertThat(turnstile.enter(one)).isFalse();
        assertThat(turnstile.enter(other)).isTrue();
        turnstile.leave(one);
        assertThat(turnstile.enter(one)).isTrue();
        assertThat(turnstile.enter(one)).isFalse();
    }
}

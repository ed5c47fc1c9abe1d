package org.gapwise.server.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the open requests of each address. */
final class Turnstile {

    private final int most;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    Turnstile(int most) {
        this.most = most;
    }

    /** Lets one more in, if the address has not too many open. */
    boolean enter(InetAddress address) {
        if (open.merge(address, 1, Integer::sum) > most) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(InetAddress address) {
        open.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}

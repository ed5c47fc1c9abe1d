package org.gapwise.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests may be held at a time by all clients together. */
final class Budget {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Takes bytes, if there are enough left. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}

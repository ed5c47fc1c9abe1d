package org.gapwise.server.model;

/** A model that stays open until this is closed. */
public final class Lease implements AutoCloseable {

    private final Served served;

    Lease(Served served) {
        this.served = served;
    }

    public Served model() {
        return served;
    }

    @Override
    public void close() {
        served.giveBack();
    }
}

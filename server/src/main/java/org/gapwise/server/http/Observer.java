package org.gapwise.server.http;

/** Is told what goes on at a port. Implementations are thread-safe and quick. */
public interface Observer {

    void answered(Visit visit);

    /** Something that should never happen. */
    void broke(String route, Throwable failure);

    /** Connections that were cut because they took too long. */
    void cut(int connections);
}

package org.gapwise.server.http;

/** Who may use a route. */
public enum Access {
    /** Everyone: it tells nothing about models or cases. */
    OPEN,
    /** Whoever has a token, where tokens are asked for. */
    GUARDED
}

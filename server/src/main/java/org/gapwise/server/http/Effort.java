package org.gapwise.server.http;

/** How much an answer costs, which decides where it is made. */
public enum Effort {
    /** Nothing worth naming: made at once, however much else there is to do. */
    LIGHT,
    /** Decoding and predicting: made in turn. */
    HEAVY
}

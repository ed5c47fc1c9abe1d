package org.gapwise.nn;

/** Processes that were to work together could not meet, or lost each other. */
public final class GlooException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GlooException(String message, Throwable cause) {
        super(message, cause);
    }
}

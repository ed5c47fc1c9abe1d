package org.gapwise.spark;

/** This rank is in order, but another was lost. It is sent to the driver, which looks for the cause. */
final class LostRankException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostRankException(String message) {
        super(message);
    }
}

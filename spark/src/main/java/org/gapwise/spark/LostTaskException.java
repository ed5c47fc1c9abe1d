package org.gapwise.spark;

import org.gapwise.core.ConfigException;

/** A task of a training is gone, or noticed that another one is. */
final class LostTaskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostTaskException(String reason) {
        super(reason);
    }

    /** What a person is told when nobody tries again. */
    ConfigException problem(String out) {
        return new ConfigException(
                String.valueOf(getMessage()),
                out,
                "Run it again with --resume: it goes on from the last checkpoint, with the same result. --attempts 3"
                        + " does so by itself. If none has ended, give more --patience.");
    }
}

package org.gapwise.core.monitor;

/**
 * How far a log goes: kept elsewhere, it shows later that nothing up to here was changed or cut off.
 *
 * @param number of the last line; 0 of an empty log
 * @param hash SHA-256 of that line
 */
public record Head(long number, String hash) {

    static final Head EMPTY = new Head(0, Link.START);

    /** Reads {@code NUMBER:HASH}. */
    public static Head of(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a head is NUMBER:HASH, with 64 digits from 0 to f");
        }
        return new Head(Long.parseLong(parts[0]), parts[1]);
    }

    /** {@code NUMBER:HASH}. */
    @Override
    public String toString() {
        return number + ":" + hash;
    }
}

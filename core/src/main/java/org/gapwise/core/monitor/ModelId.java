package org.gapwise.core.monitor;

/**
 * Which model it was.
 *
 * @param name under which it is asked
 * @param digest SHA-256 of its checksums: another with any other byte
 */
public record ModelId(String name, String version, String digest) {

    private static final int SHOWN = 12;

    /** {@code chest 1 (0a1b2c3d4e5f)}. */
    @Override
    public String toString() {
        return name + " " + version + " (" + digest.substring(0, Math.min(SHOWN, digest.length())) + ")";
    }
}

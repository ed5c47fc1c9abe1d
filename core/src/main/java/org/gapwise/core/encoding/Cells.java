package org.gapwise.core.encoding;

/**
 * One table modality of a case.
 *
 * @param values {@code [F]} in the schema's order: a scaled number or a level's number; 0 where absent
 * @param present {@code [F]}
 */
public record Cells(float[] values, boolean[] present) {

    /** Whether anything was measured. */
    public boolean any() {
        for (boolean p : present) {
            if (p) {
                return true;
            }
        }
        return false;
    }
}

package org.gapwise.core.cohort;

/** A picture that a case has. It is read only when somebody needs its pixels. */
@FunctionalInterface
public interface ImageSource {

    /** The picture scaled to {@code size} x {@code size} pixels. */
    Pixels read(int size);
}

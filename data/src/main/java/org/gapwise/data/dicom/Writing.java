package org.gapwise.data.dicom;

/**
 * How elements are written.
 *
 * @param explicit whether each says its type, its VR
 * @param big whether the highest byte of a number comes first
 */
record Writing(boolean explicit, boolean big) {

    static final Writing IMPLICIT = new Writing(false, false);
    static final Writing EXPLICIT = new Writing(true, false);
}

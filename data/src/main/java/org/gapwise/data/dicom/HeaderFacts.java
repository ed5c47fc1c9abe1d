package org.gapwise.data.dicom;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a header says about its picture and about nobody: no name, number, date or free text. Coded words are given only
 * when they are on a list of ours, since any field can be written into.
 *
 * @param modality e.g. {@code CR}
 * @param bodyPart e.g. {@code CHEST}
 * @param viewPosition e.g. {@code PA}
 * @param pixels absent when there are none, or they make no sense
 * @param windowCenter of the first window
 */
public record HeaderFacts(
        TransferSyntax syntax,
        Optional<String> modality,
        Optional<String> bodyPart,
        Optional<String> viewPosition,
        Optional<PixelHeader> pixels,
        OptionalDouble rescaleSlope,
        OptionalDouble rescaleIntercept,
        OptionalDouble windowCenter,
        OptionalDouble windowWidth) {}

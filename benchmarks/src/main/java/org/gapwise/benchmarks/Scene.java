package org.gapwise.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What is missing from a batch.
 *
 * @param images share of the cases without an image
 * @param features share of each table's cells that are empty
 */
public record Scene(double images, double features) {

    static final Scene FULL = new Scene(0, 0);

    /** Each kind of gap by itself, then both. */
    static final List<Scene> ALL = List.of(
            FULL,
            new Scene(0.5, 0),
            new Scene(0.75, 0),
            new Scene(1, 0),
            new Scene(0, 0.5),
            new Scene(0, 0.8),
            new Scene(1, 0.5),
            new Scene(1, 0.8));

    static final List<Scene> FEW = List.of(FULL, new Scene(1, 0), new Scene(1, 0.8));

    /** The same in all releases: what is drawn for a scene goes by it. */
    String label() {
        return "images -" + Math.round(images * 100) + " %, features -" + Math.round(features * 100) + " %";
    }

    /** For readers. */
    String words() {
        List<String> gaps = new ArrayList<>();
        if (images > 0) {
            gaps.add("images -" + Math.round(images * 100) + " %");
        }
        if (features > 0) {
            gaps.add("features -" + Math.round(features * 100) + " %");
        }
        return gaps.isEmpty() ? "nothing missing" : String.join(", ", gaps);
    }
}

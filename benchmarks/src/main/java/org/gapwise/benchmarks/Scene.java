package org.gapwise.benchmarks;

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

    String label() {
        return "images -" + Math.round(images * 100) + " %, features -" + Math.round(features * 100) + " %";
    }
}

package org.gapwise.core.calibrate;

import java.util.function.IntBinaryOperator;

/**
 * How a picture may lie other than it should: the seven quarter turns and mirrorings of a square that change it; those
 * without a mirror first.
 */
public enum Turn {
    LEFT("turned by a quarter to the left", (row, column) -> cell(column, opposite(row))),
    RIGHT("turned by a quarter to the right", (row, column) -> cell(opposite(column), row)),
    UPSIDE_DOWN("turned upside down", (row, column) -> cell(opposite(row), opposite(column))),
    MIRRORED("mirrored left to right", (row, column) -> cell(row, opposite(column))),
    FLIPPED("mirrored top to bottom", (row, column) -> cell(opposite(row), column)),
    MIRRORED_LEFT("mirrored and turned by a quarter to the left", (row, column) -> cell(column, row)),
    MIRRORED_RIGHT(
            "mirrored and turned by a quarter to the right", (row, column) -> cell(opposite(column), opposite(row)));

    private final String words;
    private final IntBinaryOperator source;

    Turn(String words, IntBinaryOperator source) {
        this.words = words;
        this.source = source;
    }

    /** What was done to the picture, for people. */
    public String words() {
        return words;
    }

    /** Whether no turning alone undoes it. */
    public boolean mirrors() {
        return compareTo(UPSIDE_DOWN) > 0;
    }

    /** {@link PictureTraits} of a picture after it was so turned, from those before; its look stays. */
    public double[] done(double[] traits) {
        double[] turned = traits.clone();
        for (int cell = 0; cell < PictureTraits.LAYOUT; cell++) {
            turned[cell] = traits[source(cell)];
        }
        return turned;
    }

    /** {@link PictureTraits} of a picture before it was so turned, from those after; its look stays. */
    public double[] undone(double[] traits) {
        double[] upright = traits.clone();
        for (int cell = 0; cell < PictureTraits.LAYOUT; cell++) {
            upright[source(cell)] = traits[cell];
        }
        return upright;
    }

    private int source(int cell) {
        return source.applyAsInt(cell / PictureTraits.GRID, cell % PictureTraits.GRID);
    }

    private static int cell(int row, int column) {
        return row * PictureTraits.GRID + column;
    }

    private static int opposite(int line) {
        return PictureTraits.GRID - 1 - line;
    }
}

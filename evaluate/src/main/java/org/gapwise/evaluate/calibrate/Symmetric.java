package org.gapwise.evaluate.calibrate;

/** A symmetric matrix over slope and offset, such as a covariance or an information. */
record Symmetric(double slopes, double both, double offsets) {

    static final Symmetric NONE = new Symmetric(0, 0, 0);

    /** A slope and an offset. */
    record Pair(double slope, double offset) {

        static final Pair NONE = new Pair(0, 0);

        Pair plus(Pair other) {
            return new Pair(slope + other.slope, offset + other.offset);
        }

        Pair times(double factor) {
            return new Pair(factor * slope, factor * offset);
        }

        Pair minus(Pair other) {
            return new Pair(slope - other.slope, offset - other.offset);
        }
    }

    Symmetric plus(Symmetric other) {
        return new Symmetric(slopes + other.slopes, both + other.both, offsets + other.offsets);
    }

    Symmetric minus(Symmetric other) {
        return new Symmetric(slopes - other.slopes, both - other.both, offsets - other.offsets);
    }

    Symmetric times(double factor) {
        return new Symmetric(factor * slopes, factor * both, factor * offsets);
    }

    Symmetric inverse() {
        double determinant = slopes * offsets - both * both;
        return new Symmetric(offsets / determinant, -both / determinant, slopes / determinant);
    }

    Pair times(Pair pair) {
        return new Pair(slopes * pair.slope() + both * pair.offset(), both * pair.slope() + offsets * pair.offset());
    }

    /** Expected squares where this is the covariance about a mean. */
    Pair square(Pair mean) {
        return new Pair(mean.slope() * mean.slope() + slopes, mean.offset() * mean.offset() + offsets);
    }

    /** {@code around * this * around}. */
    Symmetric within(Symmetric around) {
        double first = slopes * around.slopes + both * around.both;
        double second = both * around.slopes + offsets * around.both;
        double third = slopes * around.both + both * around.offsets;
        double fourth = both * around.both + offsets * around.offsets;
        return new Symmetric(
                around.slopes * first + around.both * second,
                around.slopes * third + around.both * fourth,
                around.both * third + around.offsets * fourth);
    }
}

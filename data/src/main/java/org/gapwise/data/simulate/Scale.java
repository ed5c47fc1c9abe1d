package org.gapwise.data.simulate;

/** The scale on which a quantity is normally distributed. */
enum Scale {
    PLAIN {
        @Override
        double normal(double value) {
            return value;
        }

        @Override
        double value(double normal) {
            return normal;
        }
    },
    LOG {
        @Override
        double normal(double value) {
            return StrictMath.log(value);
        }

        @Override
        double value(double normal) {
            return StrictMath.exp(normal);
        }
    },
    /** The logarithm of what lacks to 100 %, as of an oxygen saturation. */
    LACKING {
        @Override
        double normal(double value) {
            return StrictMath.log(100 - value);
        }

        @Override
        double value(double normal) {
            return 100 - StrictMath.exp(normal);
        }
    };

    abstract double normal(double value);

    abstract double value(double normal);
}

package org.gapwise.data.dicom;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.data.codec.PixelFault;

/**
 * From values to brightness between 0 and 255 (PS3.3, C.11.2). Turned, it runs from white to black; that is calculated
 * from the other end instead of subtracted, so that a picture and its negative come out equal to the last bit.
 */
sealed interface Display {

    double WHITE = 255;

    double apply(double value);

    /** Straight from black at {@code from} to white at {@code to}. */
    record Ramp(double from, double to, boolean turned) implements Display {

        @Override
        public double apply(double value) {
            if (value <= from) {
                return turned ? WHITE : 0;
            }
            if (value > to) {
                return turned ? 0 : WHITE;
            }
            return WHITE * (turned ? to - value : value - from) / (to - from);
        }
    }

    /** The S-shaped window. */
    record Sigmoid(double center, double width, boolean turned) implements Display {

        @Override
        public double apply(double value) {
            double distance = turned ? center - value : value - center;
            return WHITE / (1 + Math.exp(-4 * distance / width));
        }
    }

    /** A table. */
    record Table(LookupTable table, boolean turned) implements Display {

        @Override
        public double apply(double value) {
            int entry = table.at(value);
            return WHITE * (turned ? table.most() - entry : entry) / table.most();
        }
    }

    /** The first table or the first window of a header; empty when it has neither. */
    static Optional<Display> of(DataSet set, boolean signed, boolean turned) throws PixelFault {
        Optional<DataSet> item = set.item(Tags.WINDOW_TABLE);
        if (item.isPresent()) {
            return Optional.of(
                    new Table(LookupTable.of(item.get(), Tags.TABLE_DESCRIPTOR, Tags.TABLE, signed), turned));
        }
        OptionalDouble center = set.decimal(Tags.WINDOW_CENTER);
        OptionalDouble width = set.decimal(Tags.WINDOW_WIDTH);
        if (center.isEmpty() || width.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(window(
                center.getAsDouble(),
                width.getAsDouble(),
                set.text(Tags.WINDOW_FUNCTION).orElse("LINEAR"),
                turned));
    }

    private static Display window(double center, double width, String function, boolean turned) throws PixelFault {
        if (function.equals("LINEAR") ? width < 1 : width <= 0) {
            throw PixelFault.damaged("the window is " + width + " wide, which no window is.");
        }
        return switch (function) {
            case "LINEAR" -> new Ramp(center - 0.5 - (width - 1) / 2, center - 0.5 + (width - 1) / 2, turned);
            case "LINEAR_EXACT" -> new Ramp(center - width / 2, center + width / 2, turned);
            case "SIGMOID" -> new Sigmoid(center, width, turned);
            default ->
                throw PixelFault.unsupported(
                        "the window's function is none that is read (LINEAR, LINEAR_EXACT," + " SIGMOID).");
        };
    }
}

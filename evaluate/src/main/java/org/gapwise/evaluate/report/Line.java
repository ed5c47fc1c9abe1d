package org.gapwise.evaluate.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A line of a {@link LineChart}.
 *
 * @param style class of the style sheet that gives color and dash, e.g. {@code s0}, {@code ref}, {@code best}
 */
public record Line(String name, String style, List<Dot> dots) {

    /** A point; its interval may be missing. */
    public record Dot(double x, double y, OptionalDouble low, OptionalDouble high, String tip) {}

    public Line {
        dots = List.copyOf(dots);
    }
}

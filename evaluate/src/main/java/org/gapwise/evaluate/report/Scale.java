package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;

/**
 * From data to pixels, linear.
 *
 * @param from data at {@code start}
 * @param to data at {@code end}
 */
public record Scale(double from, double to, double start, double end) {

    public double px(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    public String at(double value) {
        return Figures.px(px(value));
    }

    /** Round numbers inside the range, about as many as asked for. */
    public List<Double> ticks(int about) {
        double raw = (to - from) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step =
                raw / power <= 1 ? power : raw / power <= 2 ? 2 * power : raw / power <= 5 ? 5 * power : 10 * power;
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A range of round numbers around these, at least {@code least} wide. */
    public static Scale around(double low, double high, double least, double[] pixels) {
        double middle = (low + high) / 2;
        double width = Math.max(high - low, least);
        double step = width > 2 ? 1 : width > 0.5 ? 0.1 : 0.05;
        double from = Math.floor((middle - width / 2) / step + 1e-9) * step;
        double to = Math.ceil((middle + width / 2) / step - 1e-9) * step;
        return new Scale(from, to, pixels[0], pixels[1]);
    }
}

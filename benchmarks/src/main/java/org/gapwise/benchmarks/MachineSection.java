package org.gapwise.benchmarks;

import java.util.Locale;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Section;

/** Where and when it was measured. */
record MachineSection(Figures figures) implements Section {

    private static final double GIGA = 1e9;

    @Override
    public String id() {
        return "machine";
    }

    @Override
    public String title() {
        return "The machine";
    }

    @Override
    public String lead() {
        return "On another one seconds differ, and ratios somewhat.";
    }

    @Override
    public void body(Html out) {
        out.open("table");
        figures.machine().forEach((name, value) -> fact(out, name, value));
        figures.peak()
                .forEach((precision, spread) -> fact(
                        out,
                        "matrix products in " + precision,
                        String.format(Locale.ROOT, "%.0f GFLOP/s", spread.median() / GIGA)));
        out.close();
    }

    private static void fact(Html out, String name, String value) {
        out.open("tr");
        out.leaf("td", name).leaf("td", value);
        out.close();
    }
}

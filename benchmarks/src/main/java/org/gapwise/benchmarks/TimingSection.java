package org.gapwise.benchmarks;

import java.util.List;
import java.util.Locale;
import org.gapwise.evaluate.report.Html;
import org.gapwise.evaluate.report.Section;

/** Seconds, for the record. */
record TimingSection(String work, List<Figures.Timing> timings) implements Section {

    private static final List<String> HEADS = List.of(
            "Who", "Precision", "What", "Missing", "Milliseconds", "Quartiles", "Processor", "Share of the peak");

    @Override
    public String id() {
        return work + "-times";
    }

    @Override
    public String title() {
        return "Times: " + work;
    }

    @Override
    public String lead() {
        return "Batches of " + timings.get(0).batch()
                + ". Medians by the clock with quartiles, and time of all processors; "
                + "the share is of what matrix products of this precision reach on this machine.";
    }

    @Override
    public void body(Html out) {
        out.open("div", "class", "wide").open("table").open("thead").open("tr");
        HEADS.forEach(head -> out.leaf("th", head));
        out.close().close().open("tbody");
        for (Figures.Timing t : timings) {
            out.open("tr");
            List.of(
                            t.contender(),
                            t.precision(),
                            t.operation(),
                            t.scene(),
                            ms(t.wall().median()),
                            ms(t.wall().low()) + " to " + ms(t.wall().high()),
                            ms(t.processor().median()),
                            Double.isNaN(t.utilisation())
                                    ? ""
                                    : String.format(Locale.ROOT, "%.0f %%", t.utilisation() * 100))
                    .forEach(cell -> out.leaf("td", cell));
            out.close();
        }
        out.close().close().close();
    }

    private static String ms(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds * 1e3);
    }
}

package org.gapwise.evaluate.report;

import java.util.List;

/**
 * How a cohort came about, as a CONSORT diagram: what was there at each step, and beside it what was left out.
 *
 * @param boxes from the first to the last
 */
public record FlowSection(List<Box> boxes) implements Section {

    private static final double WIDTH = 760;
    private static final double BOX = 400;
    private static final double SIDE = 330;
    private static final double LINE = 16;
    private static final double PAD = 12;
    private static final double GAP = 26;
    private static final int LETTERS = 47;

    /** One step, with counts, and what the step before had and this has not. */
    public record Box(String name, List<String> counts, List<String> leftOut) {

        public Box {
            counts = List.copyOf(counts);
            leftOut = List.copyOf(leftOut);
        }

        double height() {
            return 2 * PAD + 2 * LINE;
        }

        /** Room between this box and the one before, for what was left out. */
        double above() {
            return leftOut.isEmpty() ? GAP : Math.max(GAP, leftOut.size() * LINE + 2 * PAD);
        }
    }

    public FlowSection {
        boxes = List.copyOf(boxes);
    }

    @Override
    public String id() {
        return "flow";
    }

    @Override
    public String title() {
        return "From the files to the cohort";
    }

    @Override
    public String lead() {
        return "What was there at each step, and what was left out between.";
    }

    @Override
    public void body(Html out) {
        double height = 1 - (boxes.isEmpty() ? 0 : boxes.get(0).above());
        for (Box box : boxes) {
            height += box.above() + box.height();
        }
        out.open("figure")
                .open(
                        "svg",
                        "viewBox",
                        "0 0 " + Figures.px(WIDTH) + " " + Figures.px(height),
                        "role",
                        "img",
                        "aria-label",
                        summary(),
                        "class",
                        "chart");
        double y = 0.5;
        for (int i = 0; i < boxes.size(); i++) {
            if (i > 0) {
                between(out, boxes.get(i), y);
                y += boxes.get(i).above();
            }
            box(out, boxes.get(i), y);
            y += boxes.get(i).height();
        }
        out.close().close();
    }

    private static void box(Html out, Box box, double y) {
        frame(out, 0.5, y, BOX, box.height());
        text(out, box.name(), PAD, y + PAD + LINE * 0.7, "name");
        text(out, String.join(", ", box.counts()), PAD, y + PAD + LINE * 1.7, "axis");
    }

    private static void between(Html out, Box box, double y) {
        double middle = BOX / 2;
        line(out, middle, y, middle, y + box.above());
        if (box.leftOut().isEmpty()) {
            return;
        }
        double center = y + box.above() / 2;
        double left = WIDTH - SIDE;
        line(out, middle, center, left, center);
        double height = box.leftOut().size() * LINE + PAD;
        frame(out, left, center - height / 2, SIDE - 1, height);
        for (int i = 0; i < box.leftOut().size(); i++) {
            String what = box.leftOut().get(i);
            String shown = what.length() > LETTERS ? what.substring(0, LETTERS) + "…" : what;
            text(out, shown, left + PAD, center - height / 2 + PAD / 2 + LINE * (i + 0.75), "axis");
        }
    }

    private static void frame(Html out, double x, double y, double width, double height) {
        out.mark(
                "rect",
                "x",
                Figures.px(x),
                "y",
                Figures.px(y),
                "width",
                Figures.px(width),
                "height",
                Figures.px(height),
                "fill",
                "none",
                "class",
                "rule");
    }

    private static void line(Html out, double x1, double y1, double x2, double y2) {
        out.mark(
                "line",
                "x1",
                Figures.px(x1),
                "y1",
                Figures.px(y1),
                "x2",
                Figures.px(x2),
                "y2",
                Figures.px(y2),
                "class",
                "rule");
    }

    private static void text(Html out, String text, double x, double y, String style) {
        out.leaf("text", text, "x", Figures.px(x), "y", Figures.px(y), "class", style);
    }

    private String summary() {
        StringBuilder text = new StringBuilder("Flow of cases. ");
        boxes.forEach(box -> text.append(box.name())
                .append(": ")
                .append(String.join(", ", box.counts()))
                .append(". "));
        return text.toString().strip();
    }
}

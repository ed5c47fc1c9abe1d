package org.gapwise.cli;

import java.util.List;
import java.util.Locale;
import org.gapwise.evaluate.Contender;
import org.gapwise.evaluate.StressTest;

/** A stress test in a few lines: each method with everything, and with each modality gone. */
final class Summary {

    private static final String TITLE = "macro AUROC";
    private static final String NONE = "-";

    private Summary() {}

    static String of(StressTest test, List<String> modalities) {
        int width = Math.max(
                TITLE.length(),
                test.arms().get(0).curves().stream()
                        .mapToInt(curve -> curve.contender().length())
                        .max()
                        .orElse(1));
        StringBuilder text = new StringBuilder("\n" + cell(TITLE, width + 2) + cell("everything", 22));
        modalities.forEach(modality -> text.append(cell("no " + modality, 22)));
        text.append('\n');
        List<StressTest.Curve> curves = test.arms().get(0).curves();
        for (int k = 0; k < curves.size(); k++) {
            text.append(cell(curves.get(k).contender(), width + 2));
            text.append(cell(curves.get(k).points().get(0).macroAuroc().toString(), 22));
            for (StressTest.Arm arm : test.arms()) {
                text.append(cell(last(arm.curves().get(k)), 22));
            }
            text.append('\n');
        }
        return text.append('\n').toString();
    }

    /** What is left at the highest rate; nothing to say of a reference whose only modality is gone. */
    private static String last(StressTest.Curve curve) {
        List<StressTest.Point> points = curve.points();
        boolean blind = curve.role() == Contender.Role.REFERENCE && curve.seesIt();
        return blind ? NONE : points.get(points.size() - 1).macroAuroc().toString();
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }
}

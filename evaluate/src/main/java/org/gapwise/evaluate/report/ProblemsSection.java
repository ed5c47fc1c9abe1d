package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Set;
import org.gapwise.core.Problem;

/** What is wrong with the data, where, and what to do about it. */
public record ProblemsSection(String id, String title, List<Problem> problems) implements Section {

    public ProblemsSection {
        problems = List.copyOf(problems);
    }

    public ProblemsSection(List<Problem> problems) {
        this("problems", "Problems", problems);
    }

    /** What makes the data unusable. */
    public static ProblemsSection faults(List<Problem> faults) {
        return new ProblemsSection("faults", "Faults", faults);
    }

    /** What a person should look at. */
    public static ProblemsSection warnings(List<Problem> warnings) {
        return new ProblemsSection("warnings", "Worth a look", warnings);
    }

    @Override
    public String lead() {
        return problems.isEmpty() ? "" : Figures.many(problems.size(), "entry", "entries") + ".";
    }

    @Override
    public void body(Html out) {
        if (problems.isEmpty()) {
            out.leaf("p", "None found.");
            return;
        }
        Grid grid = new Grid(title + " in the data", List.of("Where", "What", "What to do"), Set.of(0, 1, 2));
        grid.open(out);
        for (Problem problem : problems) {
            out.open("tr").leaf("th", problem.where(), "scope", "row");
            out.leaf("td", problem.what(), "class", "prose");
            out.leaf("td", problem.fix(), "class", "prose").close();
        }
        grid.close(out);
    }
}

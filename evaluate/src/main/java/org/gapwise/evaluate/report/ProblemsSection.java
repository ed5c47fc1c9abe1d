package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Set;
import org.gapwise.core.Problem;

/** What is wrong with the data, where, and what to do about it. */
public record ProblemsSection(List<Problem> problems) implements Section {

    public ProblemsSection {
        problems = List.copyOf(problems);
    }

    @Override
    public String id() {
        return "problems";
    }

    @Override
    public String title() {
        return "Problems";
    }

    @Override
    public String lead() {
        return problems.isEmpty() ? "" : Figures.many(problems.size(), "problem") + " found.";
    }

    @Override
    public void body(Html out) {
        if (problems.isEmpty()) {
            out.leaf("p", "None found.");
            return;
        }
        Grid grid = new Grid("Problems found in the data", List.of("Where", "What", "What to do"), Set.of(0, 1, 2));
        grid.open(out);
        for (Problem problem : problems) {
            out.open("tr").leaf("th", problem.where(), "scope", "row");
            out.leaf("td", problem.what(), "class", "prose");
            out.leaf("td", problem.fix(), "class", "prose").close();
        }
        grid.close(out);
    }
}

package org.gapwise.evaluate.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gapwise.evaluate.study.Answers;
import org.gapwise.evaluate.study.Answers.Cost;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.evaluate.study.Level;

/** What each method is and takes, trained on complete data, mean over folds. */
record CostTable(Answers answers) {

    Chapter chapter() {
        List<List<Item>> rows = new ArrayList<>();
        for (Entrant entrant : answers.design().entrants()) {
            List<Cost> costs = IntStream.range(0, answers.design().folds())
                    .boxed()
                    .flatMap(fold -> answers.cost(entrant.id(), Level.COMPLETE, fold).stream())
                    .toList();
            List<Cost> weighed =
                    costs.stream().filter(c -> c.peakMegabytes().isPresent()).toList();
            rows.add(List.of(
                    Item.of(entrant.title()),
                    Item.of(mean(costs, Cost::parameters, "%,.0f")),
                    Item.of(mean(costs, Cost::trainSeconds, "%,.1f")),
                    Item.of(mean(costs, Cost::caseMillis, "%,.2f")),
                    Item.of(mean(weighed, c -> c.peakMegabytes().orElse(0), "%,.0f")),
                    Item.of(entrant.id()),
                    Item.of(entrant.note())));
        }
        return new Chapter(
                "cost",
                "Methods and their cost",
                "Training holds all networks a method needs, also those it shares with others. Measured once on one machine;"
                        + " other work on it slows the figures down.",
                List.of(new Sheet(
                        "cost",
                        "Size, time and memory of each method",
                        List.of("Method", "Parameters", "Training, s", "A case, ms", "Memory, MB", "Id", "What it is"),
                        Set.of(0, 5, 6),
                        rows)));
    }

    private static String mean(List<Cost> costs, ToDoubleFunction<Cost> figure, String format) {
        OptionalDouble mean = costs.stream().mapToDouble(figure).average();
        return mean.isEmpty() ? "\u2013" : String.format(Locale.ROOT, format, mean.getAsDouble());
    }
}

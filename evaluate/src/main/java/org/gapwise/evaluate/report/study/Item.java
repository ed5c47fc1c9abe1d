package org.gapwise.evaluate.report.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.evaluate.report.Figures;
import org.gapwise.evaluate.study.Sampled;

/**
 * A cell of a {@link Sheet}: a text, or a figure with its interval.
 *
 * @param strong the best of its column
 */
record Item(String text, Optional<Estimate> estimate, boolean strong) {

    static final Item NONE = of(Figures.UNDEFINED);

    static Item of(String text) {
        return new Item(text, Optional.empty(), false);
    }

    static Item of(Estimate estimate) {
        return new Item(Figures.value(estimate), Optional.of(estimate), false);
    }

    static Item of(Optional<Sampled> figure, double level) {
        return figure.map(f -> of(f.estimate(level))).orElse(NONE);
    }

    static Item p(OptionalDouble p) {
        return p.isPresent() ? of(Figures.p(p.getAsDouble())) : NONE;
    }

    /** In percent, with the standard error over folds: the paper's form. */
    static Item percent(Optional<Sampled> figure) {
        if (figure.isEmpty() || figure.get().point().isEmpty()) {
            return NONE;
        }
        OptionalDouble error = figure.get().standardError();
        String value = Figures.two(100 * figure.get().point().getAsDouble());
        return of(error.isEmpty() ? value : value + " \u00b1 " + Figures.two(100 * error.getAsDouble()));
    }

    Item emphasized() {
        return new Item(text, estimate, true);
    }
}

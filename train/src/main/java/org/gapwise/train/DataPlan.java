package org.gapwise.train;

import org.gapwise.core.encoding.Scaling;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.model.loss.UncertainPolicy;

/**
 * The {@code [data]} part of a plan.
 *
 * @param valid share of the cases for validation
 * @param test share of the cases that training never sees
 */
public record DataPlan(double valid, double test, Scaling scaling, UncertainPolicy uncertain) {

    static DataPlan read(TomlSection section, DataPlan base) {
        return new DataPlan(
                section.number("valid", base.valid, 0.01, 0.9),
                section.number("test", base.test, 0, 0.9),
                Scaling.of(section.choice("scaling", base.scaling.word(), Scaling.WORDS)),
                UncertainPolicy.of(section.choice("uncertain", base.uncertain.word(), UncertainPolicy.WORDS)));
    }

    String toToml() {
        return "[data]\nvalid = " + valid + "\ntest = " + test + "\nscaling = \"" + scaling.word()
                + "\"\nuncertain = \"" + uncertain.word() + "\"\n";
    }
}

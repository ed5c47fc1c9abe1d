package org.gapwise.data.simulate;

import java.util.List;

/**
 * A whole generative model.
 *
 * @param columns of the table; the first is the age
 * @param signs of the radiograph, one for each {@link Look}, in order
 * @param imageGap why a study has no picture
 * @param noTable share of studies without any table, at random, among those with a picture
 */
record Hospital(Prior prior, List<Column> columns, List<Sign> signs, Gap imageGap, double noTable) {

    /** A measurement and why it is missing. */
    record Column(Measurement measurement, Gap gap) {}

    Hospital {
        columns = List.copyOf(columns);
        signs = List.copyOf(signs);
        for (int i = 0; i < Look.COUNT; i++) {
            if (signs.size() != Look.COUNT || signs.get(i).look().ordinal() != i) {
                throw new IllegalArgumentException("the signs must be one for each look, in order");
            }
        }
    }

    /**
     * P(label | what the pattern leaves of a study's evidence), exact. What is missing by nature tells by its gap;
     * what a pattern takes away tells nothing.
     *
     * @return [14] in the order of {@link Finding#LABELS}
     */
    double[] posterior(Study study, Pattern pattern) {
        Belief belief = new Belief();
        if (pattern.image()) {
            // No picture is ever missing where the table is, so only studies with a table tell by their gap.
            if (study.hasTable()) {
                imageGap.explain(!study.hasImage(), belief);
            }
            explainSigns(study, belief);
        }
        if (pattern.table() && study.hasTable()) {
            explainTable(study, belief);
        }
        return belief.posterior(prior);
    }

    private void explainSigns(Study study, Belief belief) {
        if (study.hasImage()) {
            for (int i = 0; i < signs.size(); i++) {
                signs.get(i).explain(study.signs()[i], belief);
            }
        }
    }

    private void explainTable(Study study, Belief belief) {
        for (int i = 0; i < columns.size(); i++) {
            boolean measured = study.measured()[i];
            columns.get(i).gap().explain(!measured, belief);
            if (measured) {
                columns.get(i).measurement().explain(study.values()[i], belief);
            }
        }
    }
}

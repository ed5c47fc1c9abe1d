package org.gapwise.study.tree;

import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;

/** Quantities as they are, and a column of 0 or 1 for each level of a category; none of them for one not measured. */
record TableColumns(List<Feature> features) implements Columns {

    static TableColumns of(Schema schema) {
        return new TableColumns(schema.features());
    }

    @Override
    public int count() {
        return features.stream().mapToInt(TableColumns::width).sum();
    }

    @Override
    public void write(List<Case> cases, Grid grid, int from) {
        int column = from;
        for (Feature feature : features) {
            for (int row = 0; row < cases.size(); row++) {
                write(feature, cases.get(row), grid, new Place(row, column));
            }
            column += width(feature);
        }
    }

    private record Place(int row, int column) {}

    private static void write(Feature feature, Case one, Grid grid, Place place) {
        Double value = one.numbers().get(feature.name());
        String level = one.categories().get(feature.name());
        if (feature instanceof Categorical categorical && level != null) {
            for (int i = 0; i < categorical.levels().size(); i++) {
                grid.put(
                        place.row, place.column + i, categorical.levels().get(i).equals(level) ? 1 : 0);
            }
        } else if (value != null) {
            grid.put(place.row, place.column, value);
        }
    }

    /** "Other" needs no column: it is where all of the others are 0. */
    private static int width(Feature feature) {
        return feature instanceof Categorical categorical ? categorical.levels().size() : 1;
    }
}

package org.gapwise.cli;

import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.data.image.ImageStore;
import org.gapwise.data.image.StoredCohort;
import org.gapwise.data.table.TableCohort;
import org.gapwise.data.table.TargetCheck;

/** Opens cohorts for commands, and tells what a person should look at. */
final class Tables {

    private static final int SHOWN = 8;

    private Tables() {}

    /** A cohort to learn from: each target has cases of both classes. */
    static Cohort learnable(Path schema, int imageSize, Common common) {
        return stored(learnable(schema), imageSize, common);
    }

    /** The same with its pictures where they lie. */
    static TableCohort learnable(Path schema) {
        TableCohort table = TableCohort.open(schema);
        TargetCheck.requireLearnable(
                table, schema.resolveSibling(table.schema().table()).normalize().toString());
        return table;
    }

    /** A cohort whose pictures are decoded once and kept. */
    static Cohort stored(TableCohort table, int imageSize, Common common) {
        warn(table.warnings(), common);
        return StoredCohort.of(table, imageSize, ImageStore.usualCache(), common.progress());
    }

    static void warn(List<Problem> warnings, Common common) {
        warnings.stream().limit(SHOWN).forEach(warning -> common.say("note: " + warning));
        if (warnings.size() > SHOWN) {
            common.say("note: ... and " + (warnings.size() - SHOWN) + " more; `gapwise inspect` lists all.");
        }
    }
}

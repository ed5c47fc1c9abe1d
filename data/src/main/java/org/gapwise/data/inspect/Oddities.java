package org.gapwise.data.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.image.ImageFile;
import org.gapwise.data.table.TableReading;
import org.gapwise.data.table.TargetCheck;

/** What can be used but should be looked at: columns that say nothing, rows that say the same, labels too rare. */
final class Oddities {

    private static final int RARE = 20;
    /** Below so many values, equal rows are no wonder. */
    private static final int TELLING = 4;

    private Oddities() {}

    static List<Problem> of(
            TableReading reading,
            List<FeatureSummary> features,
            List<ImageCheck> images,
            List<TargetCheck> targets,
            String table) {
        List<Problem> found = new ArrayList<>();
        features.forEach(feature -> empty(feature, table, found));
        images.forEach(check -> images(check, table, found));
        targets.forEach(check -> rare(check, table, found));
        twins(reading, found);
        if (reading.readable().schema().groupKey().isEmpty()) {
            found.add(new Problem(
                    "no group is named: every row counts as another patient.",
                    table,
                    "If a patient can have several rows, set `group` in schema.toml."));
        }
        return found;
    }

    /** Parts that differ by more than chance. */
    static List<Problem> of(Drift drift, String table) {
        return drift.notable().stream()
                .map(shift -> new Problem(
                        String.format(
                                Locale.ROOT,
                                "\"%s\" (%s) differs between train and %s by %.2f.",
                                shift.name(),
                                shift.of(),
                                shift.part().word(),
                                shift.distance()),
                        table,
                        "If the parts come from other times or places, say so with the results; else split anew."))
                .toList();
    }

    private static void empty(FeatureSummary feature, String table, List<Problem> found) {
        String where = table + ", column \"" + feature.column() + "\"";
        if (feature.measured() == 0 && feature.cases() > 0) {
            found.add(new Problem("nothing was measured in any row.", where, "Remove the feature from schema.toml."));
        } else if (feature.distinct() == 1 && feature.cases() > 1) {
            found.add(new Problem(
                    "always the same where it was measured.",
                    where,
                    "Remove the feature unless new cases will differ."));
        }
    }

    private static void images(ImageCheck check, String table, List<Problem> found) {
        if (check.cases() == 0) {
            found.add(new Problem(
                    "no case has a picture of modality \"" + check.modality() + "\".", table, "Check its `column`."));
        } else if (check.files() < check.cases()) {
            found.add(new Problem(
                    check.cases() - check.files() + " rows name a picture of modality \"" + check.modality()
                            + "\" that another row names, too.",
                    table,
                    "Make sure that such rows have the same group."));
        }
    }

    private static void rare(TargetCheck check, String table, List<Problem> found) {
        int rarer = Math.min(check.positive(), check.negative());
        if (rarer > 0 && rarer < RARE) {
            found.add(new Problem(
                    "target \"" + check.target().name() + "\" has only " + check.positive() + " positive and "
                            + check.negative() + " negative cases.",
                    table + ", column \"" + check.target().column() + "\"",
                    "Expect wide intervals; a part of the data may hold one class only."));
        }
    }

    /** Rows with the same evidence, which a careless split could put on both sides. */
    private static void twins(TableReading reading, List<Problem> found) {
        Cohort cohort = reading.readable();
        Map<Integer, Integer> first = new HashMap<>();
        int twins = 0;
        int example = -1;
        for (int i = 0; i < cohort.size(); i++) {
            Case one = cohort.get(i);
            if (one.numbers().size() + one.categories().size() + one.images().size() < TELLING) {
                continue;
            }
            List<Object> evidence = evidence(one);
            Integer before = first.putIfAbsent(evidence.hashCode(), i);
            if (before != null
                    && !cohort.get(before).group().equals(one.group())
                    && evidence(cohort.get(before)).equals(evidence)) {
                twins++;
                example = example < 0 ? i : example;
            }
        }
        if (twins > 0) {
            found.add(new Problem(
                    twins + " rows say the same as a row of another group.",
                    reading.where(example),
                    "Check whether they are the same patient under two keys."));
        }
    }

    private static List<Object> evidence(Case one) {
        Map<String, Object> images = new HashMap<>();
        one.images()
                .forEach((modality, source) ->
                        images.put(modality, source instanceof ImageFile file ? file.path() : source));
        return List.of(one.numbers(), one.categories(), images);
    }
}

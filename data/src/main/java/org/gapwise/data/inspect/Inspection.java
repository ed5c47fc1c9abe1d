package org.gapwise.data.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableReading;
import org.gapwise.data.table.TableSource;
import org.gapwise.data.table.TargetCheck;

/**
 * What a cohort is like. It is made also of a cohort that cannot be used, as far as that could be read, and then says
 * why in {@code faults}.
 *
 * @param table path of the table
 * @param groups different ones, usually patients
 * @param patterns which modalities cases have
 * @param measured features and pictures measured together
 * @param positive targets positive together
 * @param looks pictures that can be read but should be looked at
 * @param drift how the parts differ; empty when the table cannot be divided
 * @param cohort the cases as far as they could be read, for those who draw them; empty when none could
 * @param faults for which training would refuse the cohort (exit code 3); empty when it can be used
 * @param warnings what a person should look at
 */
public record Inspection(
        String table,
        int cases,
        int groups,
        List<FeatureSummary> features,
        List<ImageCheck> images,
        List<PresencePattern> patterns,
        List<TargetCheck> targets,
        Together measured,
        Together positive,
        List<PictureLooks> looks,
        Optional<Drift> drift,
        Optional<Cohort> cohort,
        List<Problem> faults,
        List<Problem> warnings) {

    /** Reads the table and decodes every picture once. */
    public static Inspection of(Schema schema, TableSource source, PartRule parts, Progress progress) {
        TableReading reading;
        try {
            reading = TableReading.of(schema, source);
        } catch (DataException e) {
            return unreadable(source.file().path().toString(), e.problems());
        }
        return of(reading, source, parts, progress);
    }

    private static Inspection of(TableReading reading, TableSource source, PartRule parts, Progress progress) {
        String table = source.file().path().toString();
        Cohort cohort = reading.readable();
        List<FeatureSummary> features = FeatureSummary.of(cohort);
        List<ImageCheck> images = ImageCheck.of(cohort, progress);
        List<TargetCheck> targets = TargetCheck.of(cohort);
        List<Problem> faults = new ArrayList<>(reading.faults());
        images.forEach(check -> faults.addAll(check.faults()));
        if (cohort.size() > 0) {
            targets.forEach(check -> check.problem(table).ifPresent(faults::add));
        }
        List<PictureLooks> looks =
                images.stream().map(check -> PictureLooks.of(check, table)).toList();
        Optional<Drift> drift =
                reading.faults().isEmpty() ? Drift.of(cohort, parts.divide(cohort, source)) : Optional.empty();
        List<Problem> warnings = new ArrayList<>(reading.warnings());
        warnings.addAll(Oddities.of(reading, features, images, targets, table));
        looks.forEach(look -> warnings.addAll(look.problems()));
        drift.ifPresent(one -> warnings.addAll(Oddities.of(one, table)));
        return new Inspection(
                table,
                cohort.size(),
                (int) cohort.cases().stream().map(Case::group).distinct().count(),
                features,
                images,
                PresencePattern.of(cohort),
                targets,
                Together.measured(cohort),
                Together.positive(cohort),
                looks,
                drift,
                Optional.of(cohort),
                List.copyOf(faults),
                List.copyOf(warnings));
    }

    private static Inspection unreadable(String table, List<Problem> faults) {
        Together none = new Together(List.of(), List.of());
        return new Inspection(
                table,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                none,
                none,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(faults),
                List.of());
    }

    /** Throws all faults, if there are any. */
    public void requireUsable() {
        if (!faults.isEmpty()) {
            throw new DataException(faults);
        }
    }

    /** The same for machines; an absent number is an absent key. */
    public ObjectNode toJson() {
        return InspectionJson.of(this);
    }
}

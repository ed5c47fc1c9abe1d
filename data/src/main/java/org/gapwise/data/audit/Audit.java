package org.gapwise.data.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Part;
import org.gapwise.data.image.ImageCheck;
import org.gapwise.data.table.Division;
import org.gapwise.data.table.TableReading;

/**
 * What was looked for in a cohort and what was found.
 *
 * @param table path of the table
 * @param groups different ones, usually patients
 * @param division who says which case is in which part
 * @param parts cases by part
 * @param findings errors first
 * @param skipped what could not be looked for, and why
 * @param telling how well single features rank single targets, the best first
 */
public record Audit(
        String table,
        int cases,
        int groups,
        String division,
        Map<Part, Integer> parts,
        List<Finding> findings,
        Map<Kind, String> skipped,
        List<Telling> telling) {

    public Audit {
        parts = Map.copyOf(parts);
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::kind))
                .toList();
        skipped = Map.copyOf(skipped);
        telling = List.copyOf(telling);
    }

    /** Reads the table and decodes every picture once. */
    public static Audit of(AuditRequest request) {
        String table = request.source().file().path().toString();
        TableReading reading;
        try {
            reading = TableReading.of(request.schema(), request.source());
        } catch (DataException e) {
            return new Audit(table, 0, 0, "", Map.of(), faults(e.problems()), Map.of(), List.of());
        }
        Division division = request.parts().divide(reading.readable(), request.source());
        List<ImageCheck> images = ImageCheck.of(reading.readable(), request.progress());
        Evidence evidence = new Evidence(reading, division, images);
        List<Telling> telling = TellingFeatures.measure(evidence);
        List<Finding> findings = new ArrayList<>(faults(reading.faults()));
        images.forEach(check -> findings.addAll(faults(check.faults())));
        findings.addAll(Infinite.of(evidence, request.source()));
        findings.addAll(SharedPatients.of(evidence));
        findings.addAll(Pictures.of(evidence));
        findings.addAll(TwinRows.of(evidence));
        findings.addAll(SimilarKeys.of(evidence));
        findings.addAll(TellingFeatures.of(telling, evidence));
        findings.addAll(LateValues.of(evidence, request.source(), request.times()));
        findings.addAll(Sentinels.of(evidence));
        findings.addAll(UnitMix.of(evidence));
        Map<Part, Integer> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, division.size(part));
        }
        return new Audit(
                table,
                evidence.size(),
                (int) evidence.groups().stream().distinct().count(),
                division.origin(),
                parts,
                findings,
                skipped(evidence, request.times()),
                telling);
    }

    private static List<Finding> faults(List<Problem> problems) {
        return problems.stream()
                .map(p -> Finding.error(Kind.FAULT, p.what(), p.where(), p.fix()))
                .toList();
    }

    private static Map<Kind, String> skipped(Evidence evidence, Times times) {
        Map<Kind, String> skipped = new EnumMap<>(Kind.class);
        if (!evidence.hasGroups()) {
            skipped.put(Kind.SHARED_PATIENT, "schema.toml names no `group`");
        }
        if (evidence.images().isEmpty()) {
            List.of(Kind.SAME_PICTURE, Kind.SIMILAR_PICTURE, Kind.BLANK_PICTURE, Kind.INVERTED_PICTURE)
                    .forEach(kind -> skipped.put(kind, "there are no pictures"));
        }
        if (times.outcome().isEmpty()) {
            skipped.put(Kind.AFTER_OUTCOME, "no time of the outcome is named");
        }
        if (times.image().isEmpty()) {
            skipped.put(Kind.AFTER_IMAGE, "no time of the picture is named");
        }
        if (!times.askedFor()) {
            skipped.put(Kind.UNREAD_TIME, "no times are named");
        }
        return skipped;
    }

    /** Findings of a severity, in order. */
    public List<Finding> findings(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).toList();
    }

    /** Whether the data may be used as they are. */
    public boolean usable() {
        return findings(Severity.ERROR).isEmpty();
    }

    /** The same for machines; an absent number is an absent key. */
    public ObjectNode toJson() {
        return AuditJson.of(this);
    }
}

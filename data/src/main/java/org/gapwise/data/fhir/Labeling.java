package org.gapwise.data.fhir;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.cohort.Label;

/** Says what a case's reports and Observations conclude of each target. */
final class Labeling {

    private final FhirPlan plan;

    Labeling(FhirPlan plan) {
        this.plan = plan;
    }

    /** @param about key of the study or the encounter that is the case */
    Map<String, Label> of(PatientRecord patient, String about) {
        List<Report> reports = patient.reports().stream()
                .filter(report -> report.about().contains(about))
                .sorted(Comparator.comparing(Report::issued))
                .toList();
        return switch (plan.labels().source()) {
            case "report" -> ofReports(reports);
            case "observation" -> ofSigns(patient, reports, about);
            default -> Map.of();
        };
    }

    /** A later report that names a target replaces what an earlier one said of it. */
    private Map<String, Label> ofReports(List<Report> reports) {
        Map<String, Label> labels = new LinkedHashMap<>();
        for (FhirPlan.Target target : plan.targets()) {
            if (!reports.isEmpty() && plan.labels().unlisted().equals("negative")) {
                labels.put(target.name(), Label.NEGATIVE);
            }
            reports.forEach(report -> label(target, report.codes()).ifPresent(l -> labels.put(target.name(), l)));
        }
        return labels;
    }

    private Map<String, Label> ofSigns(PatientRecord patient, List<Report> reports, String about) {
        Set<String> listed = new LinkedHashSet<>();
        reports.forEach(report -> listed.addAll(report.results()));
        Map<String, Label> labels = new LinkedHashMap<>();
        patient.signs().stream()
                .filter(sign -> listed.contains(sign.key()) || sign.about().contains(about))
                .sorted(Comparator.comparing(Sign::issued))
                .forEach(sign -> plan.targets().stream()
                        .filter(target -> Coding.any(sign.codes(), target.code()))
                        .forEach(target -> label(target, sign).ifPresent(l -> labels.put(target.name(), l))));
        return labels;
    }

    private static Optional<Label> label(FhirPlan.Target target, Sign sign) {
        return sign.yes().map(yes -> yes ? Label.POSITIVE : Label.NEGATIVE).or(() -> label(target, sign.answers()));
    }

    /** Yes and no at once is uncertain. */
    private static Optional<Label> label(FhirPlan.Target target, List<Coding> codes) {
        boolean positive = Coding.any(codes, target.positive());
        boolean negative = Coding.any(codes, target.negative());
        if (Coding.any(codes, target.uncertain()) || positive && negative) {
            return Optional.of(Label.UNCERTAIN);
        }
        if (positive || negative) {
            return Optional.of(positive ? Label.POSITIVE : Label.NEGATIVE);
        }
        return Optional.empty();
    }
}

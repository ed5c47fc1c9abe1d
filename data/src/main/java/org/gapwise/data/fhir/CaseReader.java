package org.gapwise.data.fhir;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.core.schema.Range;
import org.gapwise.data.clinical.ClinicalFeatures;

/** Makes cases of what is known of a patient: for each, the last value of every feature that was known by its time. */
final class CaseReader {

    static final String IMPLAUSIBLE = "implausible";
    static final String LATE = "issued after the case";
    static final String BOUND = "below or above a bound";
    static final String AT_BOUND = "taken at its bound";

    private static final Range AGE = new Range(0, 130);

    private final FhirPlan plan;
    private final Labeling labeling;
    private final Unused unused;

    CaseReader(FhirPlan plan, Unused unused) {
        this.plan = plan;
        this.labeling = new Labeling(plan);
        this.unused = unused;
    }

    /** What is a case, and what became of what might have been one. */
    record Candidate(
            String key,
            Optional<Moment> at,
            List<FhirCase.Picture> pictures,
            Optional<FhirImaging> imaging,
            Optional<String> leftOut) {

        /** One without imaging. */
        static Candidate of(String key, Optional<Moment> at, Optional<String> leftOut) {
            return new Candidate(key, at, List.of(), Optional.empty(), leftOut);
        }
    }

    /** All that may become cases, in the order of their time. */
    List<Candidate> candidates(PatientRecord patient) {
        Stream<Candidate> all = plan.cases().perStudy()
                ? patient.studies().stream().map(this::candidate)
                : patient.stays().stream().map(this::candidate);
        return all.sorted(Comparator.comparing(
                                (Candidate c) -> c.at().map(Moment::from).orElse(Instant.MAX))
                        .thenComparing(Candidate::key))
                .toList();
    }

    private Candidate candidate(Study study) {
        List<String> modalities = plan.cases().modalities();
        Optional<String> leftOut = study.isVoid()
                ? Optional.of("studies cancelled or entered in error")
                : study.started().isEmpty()
                        ? Optional.of("studies without a time of their start")
                        : modalities.isEmpty() || Coding.any(study.modalities(), modalities)
                                ? Optional.empty()
                                : Optional.of("studies of other modalities");
        return new Candidate(study.key(), study.started(), study.pictures(), Optional.of(study.context()), leftOut);
    }

    private Candidate candidate(Stay stay) {
        Optional<Moment> at = stay.from().map(start -> later(start, stay.to()));
        List<String> classes = plan.cases().classes();
        Optional<String> leftOut = stay.isVoid()
                ? Optional.of("encounters planned, cancelled or entered in error")
                : at.isEmpty()
                        ? Optional.of("encounters without a time of their start")
                        : classes.isEmpty() || Coding.any(stay.codes(), classes)
                                ? Optional.empty()
                                : Optional.of("encounters of other classes");
        return Candidate.of(stay.key(), at, leftOut);
    }

    private Moment later(Moment start, Optional<Moment> end) {
        Instant at = start.to().plus(Duration.ofHours(plan.cases().hours()));
        Instant last = end.map(Moment::from).filter(e -> e.isBefore(at)).orElse(at);
        return Moment.at(last, plan.cases().zone());
    }

    /** The case of a candidate that is not left out. */
    FhirCase read(PatientRecord patient, Candidate candidate) {
        return read(patient, candidate, candidate.at().orElseThrow());
    }

    /** What is known of a patient at any time, whether there is a study or not. */
    FhirCase read(PatientRecord patient, Moment at) {
        return read(patient, Candidate.of(patient.key(), Optional.of(at), Optional.empty()), at);
    }

    private FhirCase read(PatientRecord patient, Candidate candidate, Moment at) {
        Map<String, String> categories = new HashMap<>();
        patient.person().sex().ifPresent(sex -> categories.put("sex", sex));
        patient.person().race().ifPresent(race -> categories.put("race", race));
        place(patient, at).ifPresent(place -> categories.put("place", place));
        return new FhirCase(
                References.id(candidate.key()),
                References.id(patient.key()),
                at.from(),
                age(patient, at),
                categories,
                values(patient, at),
                labeling.of(patient, candidate.key()),
                candidate.pictures(),
                candidate.imaging());
    }

    private Optional<Integer> age(PatientRecord patient, Moment at) {
        Optional<Integer> age = patient.person().ageOn(at.date());
        if (age.filter(years -> !AGE.holds(years)).isPresent()) {
            unused.note(Resource.PATIENT, "age: " + IMPLAUSIBLE, patient.place());
            return Optional.empty();
        }
        return age;
    }

    /** ICU, else ED, else ward, of all encounters that hold the time. */
    private Optional<String> place(PatientRecord patient, Moment at) {
        List<String> places = patient.stays().stream()
                .filter(stay -> stay.holds(at))
                .flatMap(stay -> stay.place(plan.cases().icu()).stream())
                .toList();
        return Stream.of("ICU", "ED", "ward").filter(places::contains).findFirst();
    }

    private List<FhirCase.Value> values(PatientRecord patient, Moment at) {
        Map<String, Reading> last = new HashMap<>();
        for (Reading reading : patient.readings()) {
            if (isWanted(reading.feature()) && usable(reading, at)) {
                last.merge(reading.feature(), reading, (one, other) -> compare(one, other) > 0 ? one : other);
            }
        }
        List<FhirCase.Value> values = new ArrayList<>();
        for (ClinicalFeatures.Kind kind : ClinicalFeatures.Kind.values()) {
            ClinicalFeatures.of(kind).stream()
                    .flatMap(feature -> Stream.ofNullable(last.get(feature.name())))
                    .forEach(reading -> values.add(value(reading)));
        }
        return values;
    }

    private boolean isWanted(String feature) {
        return ClinicalFeatures.kind(feature) != ClinicalFeatures.Kind.LAB
                || plan.windows().labs().contains(feature);
    }

    /** By time, then by time of issue, then the one read last. */
    private static int compare(Reading one, Reading other) {
        int byTime = one.when().orElseThrow().compare(other.when().orElseThrow());
        return byTime != 0 ? byTime : issued(one).compareTo(issued(other));
    }

    private static Instant issued(Reading reading) {
        return reading.issued().map(Moment::to).orElse(Instant.MIN);
    }

    private FhirCase.Value value(Reading reading) {
        Moment when = reading.when().orElseThrow();
        Result.Known number = (Result.Known) reading.result();
        if (number.bound()) {
            note(reading, AT_BOUND);
        }
        Instant known = plan.values().knownBy().equals("issued")
                ? reading.issued().map(Moment::to).orElse(when.to())
                : when.to();
        return new FhirCase.Value(
                reading.feature(),
                number.value(),
                when.from(),
                known,
                reading.place().file(),
                reading.place().line());
    }

    /** Whether a reading lies in its window and can be used; one that lies there and cannot is counted. */
    private boolean usable(Reading reading, Moment at) {
        if (reading.when().isEmpty()) {
            note(reading, Reading.NO_TIME);
            return false;
        }
        Moment when = reading.when().get();
        if (!when.isBy(at) || when.from().isBefore(at.from().minus(window(reading.feature())))) {
            return false;
        }
        Optional<String> fault = fault(reading, at);
        fault.ifPresent(why -> note(reading, why));
        return fault.isEmpty();
    }

    private Optional<String> fault(Reading reading, Moment at) {
        if (reading.result() instanceof Result.Unusable nothing) {
            return Optional.of(nothing.why());
        }
        Result.Known number = (Result.Known) reading.result();
        if (plan.values().knownBy().equals("issued")
                && reading.issued().filter(issued -> !issued.isBy(at)).isPresent()) {
            return Optional.of(LATE);
        }
        if (number.bound() && plan.values().comparators().equals("drop")) {
            return Optional.of(BOUND);
        }
        boolean plausible = ClinicalFeatures.range(reading.feature()).holds(number.value());
        return plausible || plan.values().implausible().equals("keep") ? Optional.empty() : Optional.of(IMPLAUSIBLE);
    }

    private Duration window(String feature) {
        FhirPlan.Windows windows = plan.windows();
        return switch (ClinicalFeatures.kind(feature)) {
            case VITAL -> Duration.ofHours(windows.vitalHours());
            case LAB -> Duration.ofHours(windows.labHours());
            case BODY -> Duration.ofDays(windows.bodyDays());
        };
    }

    private void note(Reading reading, String why) {
        unused.note(Resource.OBSERVATION, reading.feature() + ": " + why, reading.place());
    }
}

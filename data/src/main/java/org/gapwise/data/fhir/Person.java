package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Who the patient is.
 *
 * @param birth year, month and day, as many as were written
 */
record Person(List<Integer> birth, Optional<String> sex, Optional<String> race) {

    /** A patient of whom nothing is known. */
    static final Person UNKNOWN = new Person(List.of(), Optional.empty(), Optional.empty());

    /** Extensions of US Core for race and ethnicity begin so. */
    static final String CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

    private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");
    private static final Map<String, String> SEXES = Map.of("male", "M", "female", "F", "other", "other");

    /** Codes of race and ethnicity of the CDC, as US Core uses them; who is Hispanic is so whatever the race. */
    private static final String HISPANIC = "2135-2";

    private static final Map<String, String> RACES = Map.of(
            "2106-3", "white", "2054-5", "black", "2028-9", "asian", "1002-5", "other", "2076-8", "other", "2131-1",
            "other");

    static Person of(Resource patient) {
        JsonNode tree = patient.tree();
        Matcher date = DATE.matcher(FhirJson.text(tree.path("birthDate")).orElse(""));
        List<Integer> birth = date.matches()
                ? IntStream.rangeClosed(1, 3)
                        .mapToObj(part -> Optional.ofNullable(date.group(part)))
                        .flatMap(Optional::stream)
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
        return new Person(birth, FhirJson.text(tree.path("gender")).map(SEXES::get), race(tree.path("extension")));
    }

    private static Optional<String> race(JsonNode extensions) {
        List<String> codes = new ArrayList<>();
        for (JsonNode extension : extensions) {
            extension.path("extension").forEach(part -> {
                if (part.path("url").asText().equals("ombCategory")) {
                    FhirJson.text(part.path("valueCoding").path("code")).ifPresent(codes::add);
                }
            });
        }
        if (codes.contains(HISPANIC)) {
            return Optional.of("hispanic");
        }
        List<String> races = codes.stream()
                .filter(RACES::containsKey)
                .map(RACES::get)
                .distinct()
                .toList();
        return races.isEmpty() ? Optional.empty() : Optional.of(races.size() == 1 ? races.get(0) : "other");
    }

    /**
     * Whole years on a day, counted by as much of the date of birth as is known: with the year alone it may be one too
     * many.
     */
    Optional<Integer> ageOn(LocalDate day) {
        return switch (birth.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(day.getYear() - birth.get(0));
            case 2 -> Optional.of(day.getYear() - birth.get(0) - (day.getMonthValue() < birth.get(1) ? 1 : 0));
            default -> Optional.of(day.getYear() - birth.get(0) - (isBeforeBirthday(day) ? 1 : 0));
        };
    }

    private boolean isBeforeBirthday(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth() < birth.get(1) * 100 + birth.get(2);
    }
}

package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an Observation, or a component of one, says of a feature. */
sealed interface Result {

    /** Digits that are kept after the point. */
    int DECIMALS = 4;

    /**
     * A value in the feature's unit.
     *
     * @param bound whether it was written as below or above this
     */
    record Known(double value, boolean bound) implements Result {}

    /** Nothing that can be used, and why. */
    record Unusable(String why) implements Result {}

    String ABSENT = "data absent";
    String NO_NUMBER = "no number";
    String UNKNOWN_UNIT = "unknown unit";
    String CONTRADICTORY_UNITS = "contradictory units";

    List<String> BOUNDS = List.of("<", "<=", ">", ">=");

    int LONGEST_NUMBER = 80;

    Pattern PLAIN_NUMBER =
            Pattern.compile("\\s*(?<bound>(?:[<>]=?)?)\\s*(?<number>[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?)\\s*");

    /** Reads {@code value[x]} of an Observation or a component. */
    static Result of(String feature, JsonNode holder) {
        if (!holder.path("dataAbsentReason").isMissingNode()) {
            return new Unusable(ABSENT);
        }
        if (holder.has("valueQuantity")) {
            return quantity(feature, holder.path("valueQuantity"));
        }
        if (holder.path("valueInteger").isIntegralNumber()) {
            return converted(feature, holder.path("valueInteger").doubleValue(), false, List.of(""));
        }
        if (holder.has("valueCodeableConcept")) {
            return Catalogue.STANDARD
                    .answer(feature, holder.path("valueCodeableConcept"))
                    .<Result>map(number -> new Known(number, false))
                    .orElseGet(() -> new Unusable(NO_NUMBER));
        }
        return FhirJson.text(holder.path("valueString"))
                .map(text -> written(feature, text))
                .orElseGet(() -> new Unusable(NO_NUMBER));
    }

    private static Result quantity(String feature, JsonNode quantity) {
        JsonNode value = quantity.path("value");
        String comparator = FhirJson.text(quantity.path("comparator")).orElse("");
        if (!value.isNumber() || !comparator.isEmpty() && !BOUNDS.contains(comparator)) {
            return new Unusable(NO_NUMBER);
        }
        List<String> units = Stream.of("code", "unit")
                .flatMap(key -> FhirJson.text(quantity.path(key)).stream())
                .toList();
        return converted(feature, value.doubleValue(), !comparator.isEmpty(), units.isEmpty() ? List.of("") : units);
    }

    /** A text that is a number and nothing else has no unit. */
    private static Result written(String feature, String text) {
        Matcher matcher = PLAIN_NUMBER.matcher(text);
        if (text.length() > LONGEST_NUMBER || !matcher.matches()) {
            return new Unusable(NO_NUMBER);
        }
        boolean bound = !matcher.group("bound").isEmpty();
        return converted(feature, Double.parseDouble(matcher.group("number")), bound, List.of(""));
    }

    /** @param units the code and the words for one unit; of those that are known, all must mean the same */
    private static Result converted(String feature, double value, boolean bound, List<String> units) {
        List<Catalogue.Conversion> known = units.stream()
                .map(unit -> Catalogue.STANDARD.conversion(feature, unit))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (known.size() != 1) {
            return new Unusable(known.isEmpty() ? UNKNOWN_UNIT : CONTRADICTORY_UNITS);
        }
        double number = known.get(0).of(value);
        return Double.isFinite(number) ? new Known(rounded(number), bound) : new Unusable(NO_NUMBER);
    }

    private static double rounded(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .doubleValue();
    }
}

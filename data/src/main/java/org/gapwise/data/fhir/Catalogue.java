package org.gapwise.data.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which LOINC code is which feature, which units it comes in, and which coded answers are numbers. Units are UCUM's
 * codes and a few ways people write them; they are compared letter by letter.
 */
final class Catalogue {

    static final Catalogue STANDARD = new Catalogue();

    private static final List<String> LOINC = List.of("http://loinc.org", "urn:oid:2.16.840.1.113883.6.1");

    /** From a unit to that of the feature. */
    record Conversion(double factor, double offset) {

        double of(double value) {
            return value * factor + offset;
        }
    }

    private final Map<String, String> features = new HashMap<>();
    private final Map<String, Map<String, Conversion>> units = new HashMap<>();
    private final Map<String, Map<String, Double>> answers = new HashMap<>();

    private Catalogue() {
        each("codes.csv", row -> features.put(row.getField("loinc"), row.getField("feature")));
        each("units.csv", row -> units.computeIfAbsent(row.getField("feature"), f -> new HashMap<>())
                .put(
                        row.getField("unit"),
                        new Conversion(number(row.getField("factor")), number(row.getField("offset")))));
        each("answers.csv", row -> answers.computeIfAbsent(row.getField("feature"), f -> new HashMap<>())
                .put(row.getField("loinc"), number(row.getField("number"))));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private static void each(String name, Consumer<NamedCsvRecord> reader) {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(name), name);
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            rows.forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + name, e);
        }
    }

    /** Features that a CodeableConcept names: one, none, or several when it contradicts itself. */
    List<String> features(JsonNode code) {
        return loinc(code)
                .flatMap(loinc -> Stream.ofNullable(features.get(loinc)))
                .distinct()
                .toList();
    }

    /** The number that a coded answer stands for. */
    Optional<Double> answer(String feature, JsonNode concept) {
        Map<String, Double> known = answers.getOrDefault(feature, Map.of());
        return loinc(concept)
                .flatMap(code -> Stream.ofNullable(known.get(code)))
                .findFirst();
    }

    private static Stream<String> loinc(JsonNode concept) {
        return Coding.of(concept).stream()
                .filter(coding -> LOINC.contains(coding.system()))
                .map(Coding::code);
    }

    /** Conversion from a unit; the empty unit is that of a value without any. */
    Optional<Conversion> conversion(String feature, String unit) {
        return Optional.ofNullable(units.getOrDefault(feature, Map.of()).get(unit));
    }
}

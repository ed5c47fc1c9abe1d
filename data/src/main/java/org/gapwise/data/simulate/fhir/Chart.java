package org.gapwise.data.simulate.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.data.simulate.Visit;

/**
 * Observations around one image. The simulator's value is the last good one that was known by then; around it lie those
 * that must not win.
 */
final class Chart {

    private static final Map<String, String> ACUITY =
            Map.of("urgent", "LA21752-3", "standard", "LA21753-1", "minor", "LA21754-9");
    private static final Map<String, Integer> ACUITY_NUMBER = Map.of("urgent", 2, "standard", 3, "minor", 4);
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final int HOUR = 60;

    private final Export export;
    private final long seed;
    private final String patient;
    private final Visit visit;
    private final OffsetDateTime at;
    private int count;

    Chart(Export export, long seed, String patient, Visit visit, OffsetDateTime at) {
        this.export = export;
        this.seed = seed;
        this.patient = patient;
        this.visit = visit;
        this.at = at;
    }

    void write(Truth truth) {
        for (Item item : Item.ALL) {
            String cell = visit.cells().get(item.column());
            SplittableRandom random = random(item.feature());
            if (cell != null) {
                timely(item, item.value(cell), random, truth);
            }
            if (random.nextDouble() < 0.3) {
                put(item, BigDecimal.valueOf(7), at.plusMinutes(random.nextInt(1, 5 * HOUR)));
            }
            if (random.nextDouble() < 0.2) {
                put(item, BigDecimal.valueOf(6), at.minusHours(random.nextInt(49, 90)));
            }
        }
        pressure(truth);
        acuity(truth);
    }

    private SplittableRandom random(String purpose) {
        return Seeds.of(seed, "fhir " + purpose, visit.number());
    }

    private void timely(Item item, BigDecimal value, SplittableRandom random, Truth truth) {
        OffsetDateTime taken = at.minusMinutes(random.nextInt(90, item.hours() * HOUR));
        truth.put(item.feature(), value, taken);
        boolean other = random.nextDouble() < 0.3;
        ObjectNode good = observation(item.loinc(), "final", taken);
        quantity(good, other ? item.inOther(value) : value, other ? item.other() : item.unit());
        good.put("issued", Export.time(taken.plusMinutes(30)));
        export.write(good);
        if (random.nextDouble() < 0.3) {
            put(item, BigDecimal.valueOf(5), taken.minusMinutes(random.nextInt(1, 2 * HOUR)));
        }
        traps(item, taken, random);
    }

    /** Later than the good one, before the image, and no good. */
    private void traps(Item item, OffsetDateTime taken, SplittableRandom random) {
        OffsetDateTime between = taken.plusMinutes(20);
        if (random.nextDouble() < 0.1) {
            ObjectNode wrong = observation(item.loinc(), "entered-in-error", between);
            quantity(wrong, BigDecimal.valueOf(4), item.unit());
            export.write(wrong);
        }
        if (random.nextDouble() < 0.1) {
            ObjectNode strange = observation(item.loinc(), "final", between);
            quantity(strange, BigDecimal.valueOf(3), "[arb'U]/mL");
            export.write(strange);
        }
        if (random.nextDouble() < 0.1) {
            put(item, BigDecimal.valueOf(999_999_999), between);
        }
        if (random.nextDouble() < 0.1) {
            ObjectNode nothing = observation(item.loinc(), "final", between);
            Export.code(
                    nothing.putObject("dataAbsentReason"),
                    "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                    "error");
            export.write(nothing);
        }
        if (random.nextDouble() < 0.1) {
            ObjectNode late = observation(item.loinc(), "final", between);
            quantity(late, BigDecimal.valueOf(2), item.unit());
            late.put("issued", Export.time(at.plusMinutes(45)));
            export.write(late);
        }
        if (random.nextDouble() < 0.1) {
            ObjectNode day = observation(item.loinc(), "final", at);
            day.put("effectiveDateTime", Export.day(at));
            quantity(day, BigDecimal.valueOf(1), item.unit());
            export.write(day);
        }
    }

    private void put(Item item, BigDecimal value, OffsetDateTime taken) {
        ObjectNode observation = observation(item.loinc(), "final", taken);
        quantity(observation, value, item.unit());
        export.write(observation);
    }

    private ObjectNode observation(String loinc, String status, OffsetDateTime taken) {
        String id = "o" + visit.number() + "-" + count++;
        ObjectNode observation = Export.resource("Observation", id, status, patient);
        Export.code(observation.putObject("code"), Export.LOINC, loinc);
        return observation.put("effectiveDateTime", Export.time(taken));
    }

    private static void quantity(ObjectNode holder, BigDecimal value, String unit) {
        holder.putObject("valueQuantity")
                .put("value", value)
                .put("unit", unit)
                .put("system", UCUM)
                .put("code", unit);
    }

    /** A panel with two components; the simulator has no diastolic pressure. */
    private void pressure(Truth truth) {
        String cell = visit.cells().get("systolic");
        if (cell == null) {
            return;
        }
        SplittableRandom random = random("pressure");
        OffsetDateTime taken = at.minusMinutes(random.nextInt(1, 20 * HOUR));
        BigDecimal systolic = new BigDecimal(cell);
        BigDecimal diastolic = BigDecimal.valueOf(Math.max(20, systolic.intValue() * 3L / 5));
        truth.put("sbp", systolic, taken);
        truth.put("dbp", diastolic, taken);
        for (boolean good : List.of(true, false)) {
            ObjectNode panel = observation("85354-9", "final", good ? taken : taken.minusMinutes(9));
            component(panel, "8480-6", good ? systolic : BigDecimal.valueOf(111));
            component(panel, "8462-4", good ? diastolic : BigDecimal.valueOf(66));
            export.write(panel);
        }
    }

    private static void component(ObjectNode panel, String loinc, BigDecimal value) {
        ObjectNode component = panel.withArray("component").addObject();
        Export.code(component.putObject("code"), Export.LOINC, loinc);
        quantity(component, value, "mm[Hg]");
    }

    private void acuity(Truth truth) {
        String word = visit.cells().getOrDefault("acuity", "");
        if (!ACUITY.containsKey(word)) {
            return;
        }
        OffsetDateTime taken = at.minusMinutes(random("acuity").nextInt(1, 20 * HOUR));
        truth.put("acuity", BigDecimal.valueOf(ACUITY_NUMBER.getOrDefault(word, 0)), taken);
        ObjectNode triage = observation("75636-1", "final", taken);
        Export.code(triage.putObject("valueCodeableConcept"), Export.LOINC, ACUITY.getOrDefault(word, ""));
        export.write(triage);
    }

    /**
     * Height and weight of an outpatient clinic, in inches and pounds.
     *
     * @param day without a clock
     */
    record Body(int pounds, int inches, OffsetDateTime day) {

        static Body of(SplittableRandom random, OffsetDateTime before) {
            OffsetDateTime day = before.withOffsetSameInstant(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.DAYS)
                    .minusDays(random.nextInt(2, 100));
            return new Body(random.nextInt(100, 250), random.nextInt(58, 78), day);
        }

        void tell(Truth truth) {
            truth.put("weight", scaled(pounds, "0.45359237"), day);
            truth.put("height", scaled(inches, "2.54"), day);
        }

        private static BigDecimal scaled(int number, String factor) {
            return BigDecimal.valueOf(number).multiply(new BigDecimal(factor)).setScale(4, RoundingMode.HALF_UP);
        }
    }

    void body(Body body) {
        body("29463-7", BigDecimal.valueOf(body.pounds()), "[lb_av]", body.day());
        body("8302-2", BigDecimal.valueOf(body.inches()), "[in_i]", body.day());
    }

    /** A weight of the day of the image: nobody can tell whether it came before or after. */
    void sameDay() {
        body("29463-7", BigDecimal.valueOf(99), "kg", at);
    }

    private void body(String loinc, BigDecimal value, String unit, OffsetDateTime day) {
        ObjectNode body = observation(loinc, "final", day);
        body.put("effectiveDateTime", Export.day(day));
        quantity(body, value, unit);
        export.write(body);
    }
}

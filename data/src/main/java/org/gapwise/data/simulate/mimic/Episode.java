package org.gapwise.data.simulate.mimic;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.data.simulate.Visit;

/**
 * A visit with its place in time and in the hospital's books.
 *
 * @param at time of the first image, in whole minutes
 * @param place ED, ward or ICU; none for somebody who only came for the picture
 */
record Episode(
        Person person,
        Visit visit,
        LocalDateTime at,
        Optional<String> place,
        Optional<Period> ed,
        Optional<Period> admission,
        Optional<Period> icu) {

    static final String ED = "ED";
    static final String WARD = "ward";
    static final String ICU = "ICU";

    private static final List<String> RACES = List.of(
            "WHITE",
            "WHITE - OTHER EUROPEAN",
            "BLACK/AFRICAN AMERICAN",
            "HISPANIC/LATINO - PUERTO RICAN",
            "ASIAN - CHINESE",
            "UNKNOWN");

    /** From and to. */
    record Period(LocalDateTime from, LocalDateTime to) {}

    /** What lasts. */
    record Person(long number, long subject, String sex, int age, String race) {

        static Person of(long number, List<Visit> visits, SplittableRandom random) {
            Optional<Visit> known = visits.stream().filter(Visit::hasTable).findFirst();
            String sex = known.map(v -> v.cells().getOrDefault("sex", "F")).orElse("");
            int age = known.map(v -> Integer.parseInt(v.cells().getOrDefault("age", "60")))
                    .orElse(0);
            String race = RACES.get(random.nextInt(RACES.size()));
            return new Person(number, Ids.subject(number), sex, age, race);
        }

        /** Whether any table of the hospital knows this person. */
        boolean isKnown() {
            return !sex.isEmpty();
        }
    }

    static Episode of(Person person, Visit visit, LocalDateTime at, SplittableRandom random) {
        if (!visit.hasTable()) {
            return new Episode(
                    person, visit, at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        String place = visit.cells().getOrDefault("location", ED);
        if (place.equals(ED)) {
            Period ed = new Period(minus(at, 60, 360, random), plus(at, 60, 600, random));
            boolean admitted = random.nextBoolean();
            Optional<Period> admission = admitted
                    ? Optional.of(
                            new Period(ed.to().minusMinutes(random.nextInt(40)), plus(ed.to(), 1440, 9000, random)))
                    : Optional.empty();
            return new Episode(person, visit, at, Optional.of(place), Optional.of(ed), admission, Optional.empty());
        }
        LocalDateTime came = minus(at, 480, 1080, random);
        Period ed = new Period(came, plus(came, 180, 360, random));
        Period admission = new Period(ed.to().minusMinutes(30), plus(at, 300, 9000, random));
        Optional<Period> icu = place.equals(ICU)
                ? Optional.of(
                        new Period(minus(at, 10, 60, random), admission.to().minusMinutes(60)))
                : Optional.empty();
        return new Episode(person, visit, at, Optional.of(place), Optional.of(ed), Optional.of(admission), icu);
    }

    private static LocalDateTime minus(LocalDateTime at, int least, int most, SplittableRandom random) {
        return at.minusMinutes(random.nextInt(least, most));
    }

    private static LocalDateTime plus(LocalDateTime at, int least, int most, SplittableRandom random) {
        return at.plusMinutes(random.nextInt(least, most));
    }

    long hadm() {
        return Ids.admission(visit.number());
    }

    /** The blank or the number of the admission. */
    String hadmCell() {
        return admission.isPresent() ? String.valueOf(hadm()) : "";
    }

    long stay() {
        return Ids.stay(visit.number());
    }

    /** A random source for one purpose within this episode. */
    SplittableRandom random(long seed, String purpose) {
        return Seeds.of(seed, "mimic " + purpose, visit.number());
    }
}

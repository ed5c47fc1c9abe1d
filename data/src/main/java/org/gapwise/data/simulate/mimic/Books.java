package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;

/** Who was where and when: patients, admissions, stays, groups for billing, and what outpatient clinics measured. */
final class Books {

    private static final int OLDEST = 89;
    private static final int OLDER = 91;
    private static final BigDecimal KILOGRAMS = new BigDecimal("0.45359237");
    private static final BigDecimal CENTIMETERS = new BigDecimal("2.54");

    private static final String PNEUMONIA = "SIMPLE PNEUMONIA & PLEURISY W MCC";
    private static final List<String> GROUPS = List.of(
            "HEART FAILURE & SHOCK W MCC",
            "PULMONARY EDEMA & RESPIRATORY FAILURE",
            "CHEST PAIN",
            "MAJOR RESPIRATORY INFECTIONS & INFLAMMATIONS, W CC",
            "OTHER PNEUMONIA, NOT ELSEWHERE CLASSIFIED");

    private final Tree tree;
    private final long seed;

    Books(Tree tree, long seed) {
        this.tree = tree;
        this.seed = seed;
    }

    /** What is known of a patient before the first visit. */
    record Anchor(int age, int year, LocalDate measured, int pounds, int inches) {

        static Anchor of(Episode.Person person, LocalDateTime first, long seed) {
            SplittableRandom random = Seeds.of(seed, "mimic anchor", person.number());
            int back = random.nextInt(4);
            int age = Math.max(0, person.age() - back);
            return new Anchor(
                    age > OLDEST ? OLDER : age,
                    first.getYear() - back,
                    first.toLocalDate().minusDays(random.nextInt(5, 100)),
                    random.nextInt(100, 250),
                    random.nextInt(58, 78));
        }

        BigDecimal kilograms() {
            return BigDecimal.valueOf(pounds).multiply(KILOGRAMS).setScale(4, RoundingMode.HALF_UP);
        }

        BigDecimal centimeters() {
            return BigDecimal.valueOf(inches).multiply(CENTIMETERS).setScale(4, RoundingMode.HALF_UP);
        }

        BigDecimal index() {
            BigDecimal meters = centimeters().movePointLeft(2);
            return kilograms()
                    .divide(meters.multiply(meters), MathContext.DECIMAL64)
                    .setScale(1, RoundingMode.HALF_UP);
        }
    }

    void patient(Episode.Person person, Anchor anchor) {
        long subject = person.subject();
        tree.row("patients", subject, person.sex(), anchor.age(), anchor.year(), "2014 - 2016", "");
        String date = anchor.measured().toString();
        tree.row("omr", subject, date, 1, "Weight (Lbs)", anchor.pounds());
        tree.row("omr", subject, date, 1, "Height (Inches)", anchor.inches());
        tree.row("omr", subject, date, 1, "BMI (kg/m2)", anchor.index());
        tree.row("omr", subject, date, 1, "Blood Pressure", "128/77");
    }

    /** A weight of the day of the last visit: nobody can tell whether it came before or after the image. */
    void sameDay(Episode.Person person, LocalDateTime at) {
        tree.row("omr", person.subject(), at.toLocalDate(), 1, "Weight (Lbs)", 99);
    }

    /** @param met whether the patient has been in the hospital by now, so that its books name a race */
    void episode(Episode episode, Anchor anchor, boolean met, Truth truth) {
        truth.put("age", anchor.age() + episode.at().getYear() - anchor.year());
        truth.put("sex", episode.person().sex());
        truth.put("race", met ? group(episode.person().race()) : "");
        LocalDateTime measured = anchor.measured().atStartOfDay();
        truth.put("weight", anchor.kilograms(), measured);
        truth.put("height", anchor.centimeters(), measured);
        truth.put("bmi", anchor.index(), measured);
        episode.place().ifPresent(place -> truth.put("place", place));
        episode.ed().ifPresent(ed -> ed(episode, ed, truth));
        episode.admission().ifPresent(admission -> admission(episode, admission, truth));
        episode.icu().ifPresent(icu -> icu(episode, icu, truth));
    }

    private void ed(Episode episode, Episode.Period ed, Truth truth) {
        truth.put("ed_stay_id", episode.stay());
        tree.row(
                "edstays",
                episode.person().subject(),
                episode.hadmCell(),
                episode.stay(),
                Stamp.of(ed.from()),
                Stamp.of(ed.to()),
                episode.person().sex(),
                episode.person().race(),
                "AMBULANCE",
                episode.admission().isPresent() ? "ADMITTED" : "HOME");
    }

    private void admission(Episode episode, Episode.Period admission, Truth truth) {
        truth.put("hadm_id", episode.hadm());
        Optional<Episode.Period> ed = episode.ed();
        tree.row(
                "admissions",
                episode.person().subject(),
                episode.hadm(),
                Stamp.of(admission.from()),
                Stamp.of(admission.to()),
                "",
                "EW EMER.",
                "P00AAA",
                "EMERGENCY ROOM",
                "HOME",
                "Medicare",
                "English",
                "MARRIED",
                episode.person().race(),
                ed.map(e -> Stamp.of(e.from())).orElse(""),
                ed.map(e -> Stamp.of(e.to())).orElse(""),
                0);
        groups(episode, truth);
    }

    /** Billing groups are given at discharge: they know what was found. */
    private void groups(Episode episode, Truth truth) {
        SplittableRandom random = episode.random(seed, "groups");
        boolean pneumonia = episode.visit().labels().get("Pneumonia") == Label.POSITIVE && random.nextDouble() < 0.8;
        String first = pneumonia ? PNEUMONIA : GROUPS.get(random.nextInt(GROUPS.size()));
        String second = GROUPS.get(random.nextInt(GROUPS.size()));
        long subject = episode.person().subject();
        tree.row("drgcodes", subject, episode.hadm(), "HCFA", "193", first, "", "");
        tree.row("drgcodes", subject, episode.hadm(), "APR", "139", second, 3, 2);
        truth.put("drg", String.join("|", new TreeSet<>(List.of(first, second))));
    }

    private void icu(Episode episode, Episode.Period icu, Truth truth) {
        truth.put("icu_stay_id", episode.stay());
        double days = Duration.between(icu.from(), icu.to()).toMinutes() / 1440.0;
        String unit = "Medical Intensive Care Unit (MICU)";
        tree.row(
                "icustays",
                episode.person().subject(),
                episode.hadm(),
                episode.stay(),
                unit,
                unit,
                Stamp.of(icu.from()),
                Stamp.of(icu.to()),
                days);
    }

    private static String group(String race) {
        return race.equals("UNKNOWN") ? "" : race.split("[ /]")[0].toLowerCase(Locale.ROOT);
    }
}

package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What an ICU charts. Of a sign that is charted the simulator's value stands here, later than anything that the ED
 * wrote; around it lie an older value, one after the image, one filed after it, an impossible one, one in a unit that
 * nobody knows, and a word.
 */
final class ChartRows {

    private static final double CHARTED = 0.7;
    private static final double ARTERIAL = 0.4;
    private static final int SETTLED_MINUTES = 5;

    /**
     * A sign as the ICU charts it, or one of the two ways in which it does.
     *
     * @param sign as the ED names it; {@code mbp} has no other name
     */
    private record Item(int id, String sign, String label, String abbreviation, String unit, String impossible) {}

    private static final List<Item> ITEMS = List.of(
            new Item(220045, "heartrate", "Heart Rate", "HR", "bpm", "1180"),
            new Item(220210, "resprate", "Respiratory Rate", "RR", "insp/min", "2355555"),
            new Item(220277, "o2sat", "O2 saturation pulseoxymetry", "SpO2", "%", "985"),
            new Item(220179, "sbp", "Non Invasive Blood Pressure systolic", "NBPs", "mmHg", "1203"),
            new Item(220180, "dbp", "Non Invasive Blood Pressure diastolic", "NBPd", "mmHg", "0"),
            new Item(220181, "mbp", "Non Invasive Blood Pressure mean", "NBPm", "mmHg", "-13"),
            new Item(220050, "sbp", "Arterial Blood Pressure systolic", "ABPs", "mmHg", "0"),
            new Item(220051, "dbp", "Arterial Blood Pressure diastolic", "ABPd", "mmHg", "1111"),
            new Item(220052, "mbp", "Arterial Blood Pressure mean", "ABPm", "mmHg", "6909"),
            new Item(223761, "temperature", "Temperature Fahrenheit", "Temperature F", "°F", "9.8"),
            new Item(223762, "temperature", "Temperature Celsius", "Temperature C", "°C", "3.7"));
    private static final Item RHYTHM = new Item(220048, "", "Heart Rhythm", "Heart Rhythm", "", "");

    private final Tree tree;
    private final long seed;

    ChartRows(Tree tree, long seed) {
        this.tree = tree;
        this.seed = seed;
        ITEMS.forEach(item -> describe(item, "Numeric"));
        describe(RHYTHM, "Text");
    }

    private void describe(Item item, String kind) {
        tree.row(
                "d_items",
                item.id(),
                item.label(),
                item.abbreviation(),
                "chartevents",
                "Routine Vital Signs",
                item.unit(),
                kind,
                "",
                "");
    }

    /** Whether the ICU writes down this sign before the image, so that what the ED wrote is older. */
    static boolean has(Episode episode, String sign, long seed) {
        return episode.icu().isPresent()
                && episode.random(seed, "charted " + sign).nextDouble() < CHARTED;
    }

    void write(Episode episode, Episode.Period icu, Truth truth) {
        SplittableRandom random = episode.random(seed, "chart");
        int room = (int) Duration.between(icu.from(), episode.at()).toMinutes();
        LocalDateTime taken = icu.from().plusMinutes(2L + random.nextInt(room - SETTLED_MINUTES));
        boolean arterial = random.nextDouble() < ARTERIAL;
        signs(episode).forEach((sign, value) -> {
            if (has(episode, sign, seed)) {
                truth.put(sign, value, taken);
                chart(episode, item(sign, sign.equals("temperature") ? random.nextBoolean() : arterial), value, taken);
            }
        });
        row(episode, RHYTHM, taken, Stamp.of(taken.plusMinutes(1)), List.of("SR (Sinus Rhythm)", "", ""));
    }

    /** Those of the ED, and the mean pressure. */
    private static Map<String, BigDecimal> signs(Episode episode) {
        Map<String, BigDecimal> signs = new LinkedHashMap<>(VitalRows.values(episode));
        BigDecimal systolic = signs.get("sbp");
        BigDecimal diastolic = signs.get("dbp");
        if (systolic != null && diastolic != null) {
            signs.put("mbp", mean(systolic, diastolic));
        }
        return signs;
    }

    /** The first or the second way in which a sign is charted; many have one. */
    private static Item item(String sign, boolean second) {
        List<Item> items =
                ITEMS.stream().filter(item -> item.sign().equals(sign)).toList();
        return items.get(second ? items.size() - 1 : 0);
    }

    /** A third of the way from the lower to the upper. */
    private static BigDecimal mean(BigDecimal systolic, BigDecimal diastolic) {
        return systolic.add(diastolic.multiply(BigDecimal.valueOf(2)))
                .divide(BigDecimal.valueOf(3), 0, RoundingMode.HALF_EVEN);
    }

    private void chart(Episode episode, Item item, BigDecimal value, LocalDateTime taken) {
        SplittableRandom random = episode.random(seed, "chart " + item.sign());
        LocalDateTime at = episode.at();
        String soon = Stamp.of(at.minusMinutes(1));
        plain(episode, item, value.add(BigDecimal.ONE), taken.minusMinutes(1), soon);
        plain(episode, item, value, taken, random.nextDouble() < 0.1 ? "" : soon);
        if (random.nextDouble() < 0.3) {
            plain(episode, item, value.add(BigDecimal.ONE), taken.plusMinutes(1), Stamp.of(at.plusMinutes(20)));
        }
        if (random.nextDouble() < 0.2) {
            row(episode, item, taken.plusMinutes(1), soon, List.of(item.impossible(), item.impossible(), item.unit()));
        }
        if (random.nextDouble() < 0.1) {
            String text = written(item, value);
            row(episode, item, taken.plusMinutes(1), soon, List.of(text, text, "kPa"));
        }
        if (random.nextDouble() < 0.1) {
            row(episode, item, taken.plusMinutes(1), soon, List.of("not done", "", item.unit()));
        }
        plain(episode, item, value.add(BigDecimal.ONE), at.plusMinutes(5), Stamp.of(at.plusMinutes(6)));
        twin(episode, item, value, taken, soon);
    }

    /** At the same minute the cuff says something else than the artery, which is believed. */
    private void twin(Episode episode, Item item, BigDecimal value, LocalDateTime taken, String filed) {
        if (item.label().startsWith("Arterial")) {
            plain(episode, item(item.sign(), false), value.add(BigDecimal.ONE), taken, filed);
        }
    }

    private void plain(Episode episode, Item item, BigDecimal value, LocalDateTime taken, String filed) {
        String text = written(item, value);
        row(episode, item, taken, filed, List.of(text, text, item.unit()));
    }

    private static String written(Item item, BigDecimal value) {
        return (item.unit().equals("°F") ? VitalRows.fahrenheit(value) : value).toPlainString();
    }

    /** @param cells value, valuenum and valueuom */
    private void row(Episode episode, Item item, LocalDateTime taken, String filed, List<String> cells) {
        tree.row(
                "chartevents",
                episode.person().subject(),
                episode.hadm(),
                episode.stay(),
                "",
                Stamp.of(taken),
                filed,
                item.id(),
                cells.get(0),
                cells.get(1),
                cells.get(2),
                0);
    }
}

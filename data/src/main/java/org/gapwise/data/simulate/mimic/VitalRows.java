package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Triage and vital signs of a stay in the ED. The simulator's value is the last plausible one before the image, unless
 * an ICU charted it later still; earlier and later ones, and impossible ones between, are there to be told apart.
 */
final class VitalRows {

    /** As the ED's tables name them, in their order. */
    static final List<String> NAMES = List.of("temperature", "heartrate", "resprate", "o2sat", "sbp", "dbp");

    private static final List<String> COLUMNS =
            List.of("temperature", "heart_rate", "respiratory_rate", "spo2", "systolic", "systolic");
    private static final List<String> IMPOSSIBLE = List.of("9.8", "0", "0", "9322", "1222", "8");
    private static final double IN_TRIAGE = 0.5;
    private static final double SPOILED = 0.15;
    private static final double CELSIUS = 0.05;
    private static final int SETTLED_MINUTES = 30;

    private final Tree tree;
    private final long seed;

    VitalRows(Tree tree, long seed) {
        this.tree = tree;
        this.seed = seed;
    }

    void write(Episode episode, Episode.Period ed, Truth truth) {
        SplittableRandom random = episode.random(seed, "vitals");
        LocalDateTime end = ed.to().isBefore(episode.at()) ? ed.to() : episode.at();
        int room = (int) Duration.between(ed.from(), end).toMinutes() - SETTLED_MINUTES;
        LocalDateTime last = ed.from().plusMinutes(SETTLED_MINUTES / 2 + (long) random.nextInt(room));
        Map<String, String> triage = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        Map<String, String> latest = new LinkedHashMap<>();
        for (Map.Entry<String, BigDecimal> sign : values(episode).entrySet()) {
            String name = sign.getKey();
            boolean older = ChartRows.has(episode, name, seed);
            // A saturation has no room above.
            BigDecimal off = BigDecimal.valueOf(name.equals("o2sat") ? -2 : 2);
            BigDecimal value = older ? sign.getValue().add(off) : sign.getValue();
            boolean early = random.nextDouble() < IN_TRIAGE;
            (early ? triage : latest).put(name, written(name, value, random));
            truth.put(name, value, early ? ed.from() : last);
            if (!early) {
                triage.put(name, written(name, value.add(BigDecimal.ONE), random));
                first.put(name, written(name, value.subtract(BigDecimal.ONE), random));
            }
        }
        triage(episode, ed, triage, truth);
        vital(episode, ed.from().plusMinutes(5), first);
        vital(episode, last, latest);
        if (random.nextDouble() < SPOILED) {
            int spoiled = random.nextInt(NAMES.size());
            vital(episode, last.plusMinutes(3), Map.of(NAMES.get(spoiled), IMPOSSIBLE.get(spoiled)));
        }
        if (ed.to().isAfter(episode.at().plusMinutes(2))) {
            vital(episode, episode.at().plusMinutes(1), Map.of("heartrate", "91", "sbp", "133", "temperature", "99.1"));
        }
    }

    /** The simulator's vital signs, by the ED's names; the temperature in Celsius. */
    static Map<String, BigDecimal> values(Episode episode) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            String cell = episode.visit().cells().get(COLUMNS.get(i));
            if (cell != null) {
                values.put(name, name.equals("dbp") ? diastolic(cell) : new BigDecimal(cell));
            }
        }
        return values;
    }

    static BigDecimal fahrenheit(BigDecimal celsius) {
        return celsius.multiply(new BigDecimal("1.8")).add(new BigDecimal("32"));
    }

    private void triage(Episode episode, Episode.Period ed, Map<String, String> cells, Truth truth) {
        NAMES.forEach(name -> truth.put("triage_" + name, cells.getOrDefault(name, "")));
        String word = episode.visit().cells().getOrDefault("acuity", "");
        String acuity =
                switch (word) {
                    case "urgent" -> "2";
                    case "standard" -> "3";
                    case "minor" -> "4";
                    default -> "";
                };
        if (!acuity.isEmpty()) {
            truth.put("acuity", new BigDecimal(acuity), ed.from());
        }
        Object[] row = new Object[11];
        row[0] = episode.person().subject();
        row[1] = episode.stay();
        fill(row, 2, cells);
        row[8] = "unable";
        row[9] = acuity;
        row[10] = "Dyspnea, Cough";
        tree.row("triage", row);
    }

    private void vital(Episode episode, LocalDateTime at, Map<String, String> cells) {
        Object[] row = new Object[11];
        row[0] = episode.person().subject();
        row[1] = episode.stay();
        row[2] = Stamp.of(at);
        fill(row, 3, cells);
        row[9] = "";
        row[10] = "";
        tree.row("vitalsign", row);
    }

    private static void fill(Object[] row, int from, Map<String, String> cells) {
        for (int i = 0; i < NAMES.size(); i++) {
            row[from + i] = cells.getOrDefault(NAMES.get(i), "");
        }
    }

    /** The simulator has no diastolic pressure. */
    private static BigDecimal diastolic(String systolic) {
        return BigDecimal.valueOf(Math.max(20, Integer.parseInt(systolic) * 3L / 5));
    }

    /** Temperatures are in Fahrenheit, but for some that are not. */
    private static String written(String name, BigDecimal value, SplittableRandom random) {
        if (!name.equals("temperature") || random.nextDouble() < CELSIUS) {
            return value.toPlainString();
        }
        return fahrenheit(value).toPlainString();
    }
}

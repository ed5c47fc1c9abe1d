package org.gapwise.evaluate.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gapwise.core.monitor.Binning;
import org.gapwise.core.monitor.Census;
import org.gapwise.core.monitor.ModelId;
import org.junit.jupiter.api.Test;

/** How often nothing alarms, and how often something does. {@code gapwise.monitor.seeds} asks for more logs. */
final class AlarmsTest {

    private static final int SEEDS = Integer.getInteger("gapwise.monitor.seeds", 20);
    private static final int REFERENCE = 3_000;
    private static final int WINDOW = 500;
    private static final int WINDOWS = 5;
    private static final double ALPHA = 0.05;
    /** A drop by ten points is not always found in one window; how often is printed. */
    private static final String TEN_POINTS = "ten points";

    /** By the alarm that has to be raised: what the last window comes from. */
    private static final Map<String, Ward> PLANTED = Map.of(
            "VALUES vital0",
            new Ward(0.7, 0.2, 1.8, 0, 0, 0.01),
            "VALUES vital1",
            new Ward(0.7, 0.2, 1, 0.5, 0, 0.01),
            "VALUES sex",
            new Ward(0.7, 0.2, 1, 0, 0, 0.15),
            "MODALITY laboratory",
            new Ward(0.55, 0.2, 1, 0, 0, 0.01),
            TEN_POINTS,
            new Ward(0.6, 0.2, 1, 0, 0, 0.01),
            "PATTERN ",
            new Ward(0.7, 0.6, 1, 0, 0, 0.01),
            "MEAN target0",
            new Ward(0.7, 0.2, 1, 0, 0.6, 0.01),
            "ANSWERS target0",
            new Ward(0.7, 0.2, 1, 0, 0.8, 0.01));

    /** A log in which nothing has changed so far. */
    private record Log(long seed, Binning binning, Census reference, List<Census> windows) {

        static Log of(long seed) {
            Binning binning = Ward.USUAL.binning(100 * seed, REFERENCE);
            List<Census> windows = new ArrayList<>();
            for (int w = 1; w < WINDOWS; w++) {
                windows.add(Ward.USUAL.census(100 * seed + w, WINDOW, binning));
            }
            return new Log(seed, binning, Ward.USUAL.census(100 * seed, REFERENCE, binning), windows);
        }

        /** The alarms when its last window is of this ward. */
        List<String> alarms(Ward last) {
            List<Census> all = new ArrayList<>(windows);
            all.add(last.census(100 * seed + WINDOWS, WINDOW, binning));
            List<Window> compared = all.stream()
                    .map(now -> new Window(1, 1, "", "", now, Comparing.of(reference, now, Ward.MODALITIES)))
                    .toList();
            Watched watched = new Watched(new ModelId("m", "1", ""), Ward.MODALITIES, "", reference, compared, 0);
            return Monitoring.corrected(List.of(watched)).get(0).windows().stream()
                    .flatMap(window -> window.drifts().stream())
                    .filter(drift -> drift.alarms(ALPHA))
                    .map(drift -> drift.kind() + " " + drift.name())
                    .toList();
        }
    }

    @Test
    void nothingAlarmsWhereNothingHasChangedAndEachPlantedDriftIsFoundAndNamed() {
        List<List<String>> wrong = new ArrayList<>();
        Map<String, Integer> found = new TreeMap<>();
        Map<String, Map<String, Integer>> beside = new LinkedHashMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Log log = Log.of(seed);
            List<String> without = log.alarms(Ward.USUAL);
            if (!without.isEmpty()) {
                wrong.add(without);
            }
            PLANTED.forEach((name, ward) -> {
                List<String> named = log.alarms(ward);
                String looked = name.equals(TEN_POINTS) ? "MODALITY laboratory" : name;
                found.merge(name, named.contains(looked) ? 1 : 0, Integer::sum);
                named.forEach(each ->
                        beside.computeIfAbsent(name, key -> new TreeMap<>()).merge(each, 1, Integer::sum));
            });
        }
        System.out.printf(
                "AlarmsTest: of %d logs %d alarm wrongly %s; found %s; alarms %s%n",
                SEEDS, wrong.size(), wrong, found, beside);
        assertThat(wrong.size()).isLessThanOrEqualTo(SEEDS / 20);
        found.remove(TEN_POINTS);
        assertThat(found).allSatisfy((name, times) -> assertThat(times).isGreaterThanOrEqualTo(SEEDS * 9 / 10));
    }
}

package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a study compares on what.
 *
 * @param cohort what the cohort is called
 * @param protocol {@code paper} or {@code mechanisms}
 * @param targets judged
 * @param modalities of the schema, in its order
 * @param folds K; each case is in the test part of one fold
 */
public record Design(
        String cohort,
        String protocol,
        List<String> targets,
        List<String> modalities,
        List<Entrant> entrants,
        List<Arm> arms,
        int folds) {
    public Design {
        targets = List.copyOf(targets);
        modalities = List.copyOf(modalities);
        entrants = List.copyOf(entrants);
        arms = List.copyOf(arms);
    }

    /** A level for readers, e.g. {@code image missing, 25 %}. */
    public String words(Level level) {
        String title = arms.stream()
                .filter(arm -> arm.id().equals(level.arm()))
                .map(Arm::title)
                .findFirst()
                .orElse(level.arm());
        return level.rate() == 0
                ? "complete data"
                : title + ", "
                        + String.format(Locale.ROOT, "%.4f", 100 * level.rate()).replaceFirst("\\.?0+$", "")
                        + "\u00a0%";
    }

    /** Levels in the training part: complete first, then arm by arm. */
    public List<Level> trainLevels() {
        return levels(arms.stream()
                .map(arm -> arm.trainRates().stream()
                        .map(r -> Level.of(arm.id(), r))
                        .toList())
                .toList());
    }

    /** Levels in the test part: complete first, then arm by arm. */
    public List<Level> testLevels() {
        return levels(arms.stream()
                .map(arm ->
                        arm.testRates().stream().map(r -> Level.of(arm.id(), r)).toList())
                .toList());
    }

    private static List<Level> levels(List<List<Level>> byArm) {
        Set<Level> levels = new LinkedHashSet<>();
        levels.add(Level.COMPLETE);
        byArm.forEach(levels::addAll);
        return new ArrayList<>(levels);
    }
}

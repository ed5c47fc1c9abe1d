package org.gapwise.study.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is left to do in a study, and about how long it takes on this machine.
 *
 * @param tasks methods x levels x folds that are left
 * @param trainings networks that are left to train
 * @param steps of the optimizer in them, at most
 * @param seconds from a few steps of each kind of network that were timed
 */
public record WorkPlan(int tasks, int trainings, long steps, double seconds) {

    /** Rehearses the tasks that are not done in the folder, and times a few steps of each kind of network. */
    static WorkPlan of(List<Study.Task> tasks, Study study, Path folder, Workers workers) {
        Rehearsal rehearsal = new Rehearsal();
        tasks.forEach(task -> task.method().rehearse(study.lesson(task.learnt(), rehearsal)));
        Path models = folder.resolve("models");
        List<Training> left = rehearsal.trainings().entrySet().stream()
                .filter(each -> !Files.exists(models.resolve(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        Map<String, Training> kinds = new LinkedHashMap<>();
        left.forEach(training -> kinds.putIfAbsent(kind(training), training));
        Map<String, Pace> paces = new ConcurrentHashMap<>();
        workers.each(List.copyOf(kinds.keySet()), kind -> paces.put(kind, Pace.of(known(kinds, kind))));
        double seconds = left.stream()
                .mapToDouble(training -> known(paces, kind(training)).seconds(training.steps()))
                .sum();
        long steps = left.stream().mapToLong(Training::steps).sum();
        return new WorkPlan(tasks.size(), left.size(), steps, seconds / workers.count());
    }

    private static <T> T known(Map<String, T> kinds, String kind) {
        return Objects.requireNonNull(kinds.get(kind), kind);
    }

    /** In a sentence. */
    public String text() {
        if (tasks == 0) {
            return "all answers are there; nothing is trained.";
        }
        double minutes = seconds / 60;
        String time = minutes < 90
                ? String.format(Locale.ROOT, "%.0f minutes", Math.max(1, minutes))
                : String.format(Locale.ROOT, "%.1f hours", minutes / 60);
        return tasks + " answers to get, " + trainings + " networks to train (" + steps + " steps at most): about "
                + time + " on this machine.";
    }

    private static String kind(Training training) {
        return training.plan().model() + " "
                + training.plan().train().batch() + " "
                + training.cohort().schema().modalityNames();
    }
}

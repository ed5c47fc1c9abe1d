package org.gapwise.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.train.Trainer;

/**
 * What is left to do in a study, and about how long it takes on this machine.
 *
 * @param tasks methods x levels x folds that are left
 * @param trainings networks that are left to train
 * @param steps of the optimizer in them, at most
 * @param seconds from a few steps of each kind of network that were timed
 */
public record WorkPlan(int tasks, int trainings, long steps, double seconds) {

    private static final int TIMED_BATCHES = 6;
    private static final int JUDGED_CASES = 32;
    private static final double NANOS = 1e9;

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
        Map<String, Double> pace = new ConcurrentHashMap<>();
        workers.each(List.copyOf(kinds.keySet()), kind -> pace.put(kind, pace(known(kinds, kind))));
        double seconds = left.stream()
                .mapToDouble(training -> training.steps() * known(pace, kind(training)))
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

    /** Seconds a step, with the share of everything around it. */
    private static double pace(Training training) {
        Split split = training.split();
        List<Integer> rows = new ArrayList<>(split.indices(Part.TRAIN));
        int timed =
                Math.min(rows.size(), TIMED_BATCHES * training.plan().train().batch());
        rows = new ArrayList<>(rows.subList(0, timed));
        List<Integer> valid = split.indices(Part.VALID);
        rows.addAll(valid.subList(0, Math.min(valid.size(), JUDGED_CASES)));
        List<Part> parts = IntStream.range(0, rows.size())
                .mapToObj(i -> i < timed ? Part.TRAIN : Part.VALID)
                .toList();
        Cohort some = answered(training.cohort().select(rows));
        Path scratch = scratch();
        try {
            Trainer trainer = new Trainer(
                    training.plan().with(List.of("train.epochs=1", "pretrain.epochs=0")), Progress.silent());
            trainer.train(some, new Split(parts), scratch.resolve("warm"));
            long begun = System.nanoTime();
            trainer.train(some, new Split(parts), scratch.resolve("timed"));
            double seconds = (System.nanoTime() - begun) / NANOS;
            return seconds / Math.max(1, timed / training.plan().train().batch());
        } finally {
            delete(scratch);
        }
    }

    /** With both answers to every target in turn: among few cases a rare one may have none, and time does not care. */
    private static Cohort answered(Cohort few) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < few.size(); i++) {
            Case one = few.get(i);
            for (String target : few.schema().targetNames()) {
                one = one.with(target, i % 2 == 0 ? Label.POSITIVE : Label.NEGATIVE);
            }
            cases.add(one);
        }
        return new MemoryCohort(few.schema(), cases);
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("gapwise-pace");
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a temporary folder", e);
        }
    }

    private static void delete(Path scratch) {
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not clear " + scratch, e);
        }
    }
}

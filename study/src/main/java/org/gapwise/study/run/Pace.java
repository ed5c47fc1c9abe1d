package org.gapwise.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * How long a kind of network takes to train here, from an epoch on few cases and one on more.
 *
 * @param fixed seconds a training takes beside its steps
 * @param step seconds a step, with its share of judging
 */
record Pace(double fixed, double step) {

    private static final int FEW = 4;
    private static final int MORE = 12;
    private static final double NANOS = 1e9;

    double seconds(long steps) {
        return fixed + steps * step;
    }

    static Pace of(Training training) {
        timed(training, FEW);
        return of(timed(training, FEW), timed(training, MORE));
    }

    private record Timed(int steps, double seconds) {}

    private static Pace of(Timed few, Timed more) {
        double slope = (more.seconds - few.seconds) / Math.max(1, more.steps - few.steps);
        return more.steps > few.steps && slope > 0
                ? new Pace(Math.max(0, few.seconds - few.steps * slope), slope)
                : new Pace(0, more.seconds / more.steps);
    }

    /** An epoch on so many batches, judged on the same share of the cases that judge. */
    private static Timed timed(Training training, int batches) {
        List<Integer> train = training.split().indices(Part.TRAIN);
        List<Integer> valid = training.split().indices(Part.VALID);
        int batch = training.plan().train().batch();
        int learning = Math.min(train.size(), batches * batch);
        int judging = Math.max(1, Math.min(valid.size(), valid.size() * learning / train.size()));
        List<Integer> rows = new ArrayList<>(train.subList(0, learning));
        rows.addAll(valid.subList(0, judging));
        List<Part> parts = IntStream.range(0, rows.size())
                .mapToObj(i -> i < learning ? Part.TRAIN : Part.VALID)
                .toList();
        Cohort some = answered(training.cohort().select(rows));
        Path scratch = scratch();
        try {
            long begun = System.nanoTime();
            new Trainer(training.plan().with(List.of("train.epochs=1", "pretrain.epochs=0")), Progress.silent())
                    .train(some, new Split(parts), scratch.resolve("timed"));
            return new Timed(Math.max(1, learning / batch), (System.nanoTime() - begun) / NANOS);
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

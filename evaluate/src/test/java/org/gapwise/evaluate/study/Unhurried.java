package org.gapwise.evaluate.study;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.evaluate.Scored;

/**
 * A made-up study of three folds in which, where several threads ask, what comes first is answered last: the first cell
 * of the first fold once others were asked about, and a second time once the last fold was.
 */
public final class Unhurried implements Answers {

    private static final int FOLDS = 3;

    private final FakeStudy study;
    private final Design design;
    private final boolean several;
    private final Cell first;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(2);

    public Unhurried(FakeStudy study, int threads) {
        this.study = study;
        several = threads > 1;
        Design two = study.design();
        design = new Design(
                two.cohort(), two.protocol(), two.targets(), two.modalities(), two.entrants(), two.arms(), FOLDS);
        first = new Cell(two.entrants().get(0).id(), Level.COMPLETE, Level.COMPLETE, 0);
    }

    /** The chance to keep what was not lost; another one for every other case. */
    public static OptionalDouble kept(Level test, int fold, int row) {
        return row % 3 == fold ? OptionalDouble.empty() : OptionalDouble.of(0.3 + row % 2 * test.rate() / 3);
    }

    @Override
    public Design design() {
        return design;
    }

    @Override
    public Optional<Scored> of(Cell cell) {
        Optional<Scored> said = study.of(cell);
        if (cell.fold() == 1) {
            second.countDown();
        } else if (cell.fold() == FOLDS - 1) {
            last.countDown();
        }
        if (several && cell.equals(first)) {
            int time = asked.getAndIncrement();
            if (time < 2) {
                await(time == 0 ? second : last);
            }
        }
        return said;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody else was at work");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Cost> cost(String entrant, Level train, int fold) {
        return study.cost(entrant, train, fold);
    }
}

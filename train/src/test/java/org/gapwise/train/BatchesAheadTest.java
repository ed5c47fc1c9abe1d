package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.api.Test;

class BatchesAheadTest {

    private static final Plan PLAN = Plan.preset("quick").with(List.of("vision.image_size=16", "train.batch=8"));

    private final Cohort cohort = Toy.cohort(40, 6);
    private final List<EncodedCase> cases = encoded();

    private List<EncodedCase> encoded() {
        Encoding encoding = Encoding.fit(cohort, PLAN.data().scaling());
        return cohort.cases().stream().map(encoding::encode).toList();
    }

    private Loader loader(List<EncodedCase> of) {
        return new Loader(Toy.SCHEMA, of, PLAN, PLAN.train(), "test");
    }

    private static List<float[]> numbers(Batch batch) {
        return batch.tensors().stream()
                .map(tensor -> tensor.toFloat())
                .map(Tensor::toFloats)
                .toList();
    }

    @Test
    void theyAreThoseThatTheTrainingThreadWouldMakeInTheSameOrder() {
        Loader loader = loader(cases);
        Division division = new Division(Collective.alone(), 3);
        int epoch = 2;
        int from = 1;
        try (BatchesAhead ahead = BatchesAhead.of(loader, division, epoch, from)) {
            for (int step = from; step < loader.steps(); step++) {
                Draw draw = loader.draw(loader.order(epoch), epoch, step);
                try (Scope scope = Scope.open()) {
                    BatchesAhead.Ready whole = ahead.next();
                    assertThat(whole.parts()).isEqualTo(3);
                    assertThat(whole.batch().size()).isEqualTo(8);
                    for (Draw part : division.of(draw)) {
                        BatchesAhead.Ready ready = ahead.next();
                        assertThat(ready.owners()).isEqualTo(part.owners());
                        assertThat(numbers(ready.batch())).containsExactlyElementsOf(numbers(loader.batch(part)));
                    }
                }
            }
        }
    }

    /** Cases whose pictures are read by what is given. */
    private List<EncodedCase> seenThrough(ImageSource source) {
        List<EncodedCase> changed = new ArrayList<>();
        for (EncodedCase one : cases) {
            Map<String, ImageSource> images = new LinkedHashMap<>(one.images());
            images.replaceAll((name, picture) -> size -> {
                source.read(size);
                return picture.read(size);
            });
            changed.add(new EncodedCase(one.source(), one.tables(), images, one.labels()));
        }
        return changed;
    }

    @Test
    void whatGoesWrongThereIsToldWhereTheBatchIsWanted() {
        Loader broken = loader(seenThrough(size -> {
            throw new DataException("no picture.", "here", "bring one");
        }));
        try (BatchesAhead ahead = BatchesAhead.of(broken, Division.NONE, 0, 0);
                Scope scope = Scope.open()) {
            assertThat(ahead.next().parts()).isEqualTo(1);
            assertThatThrownBy(ahead::next).isInstanceOf(DataException.class).hasMessageContaining("no picture");
        }
    }

    @Test
    void whenNobodyWantsMoreTheThreadEnds() {
        AtomicInteger read = new AtomicInteger();
        Loader counted = loader(seenThrough(size -> {
            read.incrementAndGet();
            return null;
        }));
        try (BatchesAhead ahead = BatchesAhead.of(counted, Division.NONE, 0, 0);
                Scope scope = Scope.open()) {
            assertThat(ahead.next().parts()).isEqualTo(1);
        }
        int before = read.get();
        assertThat(before).as("of five batches").isLessThanOrEqualTo(3 * 8);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("gapwise-batches") && thread.isAlive());
        assertThat(read.get()).isEqualTo(before);
    }
}

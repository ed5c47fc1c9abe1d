package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.gapwise.core.schema.Schema;
import org.gapwise.train.Memory.Scale;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final Plan PLAN = Plan.preset("quick").with(List.of("vision.image_size=32", "train.batch=64"));
    private static final Scale SCALE = new Scale(100, 80, 1);

    private static Memory of(String... changes) {
        return Memory.of(Toy.SCHEMA, PLAN.with(List.of(changes)), SCALE);
    }

    private static long peak(String... changes) {
        return of(changes).forecast(1).peak();
    }

    @Test
    void whatIsLargerTakesMore() {
        long peak = peak("train.epochs=1");
        assertThat(peak("train.batch=128")).isGreaterThan(peak);
        assertThat(peak("vision.image_size=64")).isGreaterThan(peak);
        assertThat(peak("vision.encoder=resnet10_w32")).isGreaterThan(peak);
        assertThat(peak("model.width=96")).isGreaterThan(peak);
        assertThat(peak("model.fusion_depth=3")).isGreaterThan(peak);
        assertThat(peak("train.average=0")).isLessThan(peak);
        assertThat(peak("train.encoder_rate=0"))
                .as("frozen encoders keep nothing")
                .isLessThan(peak);
        assertThat(Memory.of(Toy.SCHEMA, PLAN, new Scale(100, 80, 2))
                        .forecast(1)
                        .piece())
                .isEqualTo(32);
    }

    @Test
    void morePiecesTakeLess() {
        Memory memory = of("train.epochs=1");
        long before = Long.MAX_VALUE;
        for (int pieces : List.of(1, 2, 4, 8, 64)) {
            MemoryForecast forecast = memory.forecast(pieces);
            assertThat(forecast.piece()).isEqualTo(64 / pieces);
            // With few cases at once it is validation that takes most.
            assertThat(forecast.peak())
                    .isLessThanOrEqualTo(before)
                    .isEqualTo(forecast.parts().stream()
                            .mapToLong(MemoryForecast.Part::bytes)
                            .sum());
            before = forecast.peak();
        }
        assertThat(memory.forecast(2).peak()).isLessThan(memory.forecast(1).peak());
        assertThat(memory.forecast(4).peak()).isLessThan(memory.forecast(2).peak());
    }

    @Test
    void theFewestPiecesThatFitAreTaken() {
        Memory memory = of("vision.image_size=64");
        long four = memory.forecast(4).needed();
        assertThat(memory.within(Long.MAX_VALUE, 1)).isEqualTo(OptionalInt.of(1));
        assertThat(memory.within(Long.MAX_VALUE, 3)).isEqualTo(OptionalInt.of(3));
        assertThat(memory.within(four, 1)).isEqualTo(OptionalInt.of(4));
        assertThat(memory.within(four - 1, 1).getAsInt()).isGreaterThan(4);
        assertThat(memory.within(memory.smallest(1).needed() - 1, 1)).isEmpty();
        Memory whole = of("model.fusion=experts");
        assertThat(whole.isDivisible()).isFalse();
        assertThat(whole.within(whole.forecast(1).needed() - 1, 1)).isEmpty();
    }

    @Test
    void everyStageCountsAndTheOneThatTakesMostIsTold() {
        Schema schema = Toy.SCHEMA;
        List<String> first = List.of("pretrain.epochs=1", "pretrain.batch=512", "train.batch=8");
        assertThat(Memory.of(schema, PLAN.with(first), SCALE).forecast(1).stage())
                .isEqualTo("pretrain-frontal");
        Memory contrast = of("pretrain.epochs=1", "pretrain.objective=contrast");
        assertThat(contrast.isDivisible()).isFalse();
        assertThat(contrast.forecast(1).peak()).isPositive();
    }
}

package org.gapwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gapwise.core.cohort.MemoryCohort;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    @Test
    void countsWhatIsThere() {
        MemoryCohort cohort = Toy.cohort(400, 1);
        Availability availability = Availability.of(cohort, 50, 1);
        assertThat(availability.columns())
                .extracting(Availability.Column::name)
                .containsExactly("lactate", "age", "sex", "frontal");
        assertThat(availability.columns().get(0).missing()).isCloseTo(0.2, within(0.06));
        assertThat(availability.modalities()).containsExactly("clinical", "frontal");
        assertThat(availability.lacking("frontal"))
                .isEqualTo(400 - availability.columns().get(3).present());
        assertThat(availability.sample()).hasSize(50);
        assertThat(availability.groups()).isEqualTo(200);
    }

    @Test
    void whatGoesMissingTogetherIsCorrelated() {
        Availability availability = Availability.of(Toy.cohort(400, 1), 0, 1);
        assertThat(availability.together().get(0).get(0).getAsDouble()).isCloseTo(1, within(1e-12));
        assertThat(availability.together().get(0).get(1).getAsDouble()).isGreaterThan(0.4);
        assertThat(availability.together().get(0).get(3).getAsDouble()).isCloseTo(0, within(0.15));
        assertThat(availability.sample()).isEmpty();
    }

    @Test
    void anEmptyCohortHasNothingMissing() {
        Availability availability = Availability.of(Toy.cohort(0, 1), 10, 1);
        assertThat(availability.columns().get(0).missing()).isZero();
        assertThat(availability.together().get(0).get(0)).isEmpty();
    }
}

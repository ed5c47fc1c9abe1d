package org.gapwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.junit.jupiter.api.Test;

class ScoredTest {

    @Test
    void everyCaseIsAskedOnceWhateverTheBatch() {
        MemoryCohort cohort = Toy.cohort(25, 1);
        Toy.Fake fake = new Toy.Fake(Toy::sum);
        Scored tens = Scored.of(fake, cohort, 10, Progress.silent());
        assertThat(fake.asked().get()).isEqualTo(25);
        Scored ones = Scored.of(fake, cohort, 1, Progress.silent());
        for (int i = 0; i < 25; i++) {
            assertThat(tens.probability(0, i)).isEqualTo(ones.probability(0, i));
        }
    }

    @Test
    void onlyPositiveAndNegativeLabelsAreJudged() {
        MemoryCohort cohort = Toy.cohort(200, 2);
        Scored scored = Scored.of(new Toy.Fake(Toy::sum), cohort, 64, Progress.silent());
        int pneumonia = 2;
        int uncertain = scored.count(pneumonia, Label.UNCERTAIN);
        assertThat(uncertain).isPositive();
        assertThat(scored.judged(pneumonia)).hasSizeLessThan(200 - uncertain);
        assertThat(scored.groups()).isEqualTo(100);
    }

    @Test
    void aTableIsPresentWhenOneOfItsFeaturesIs() {
        MemoryCohort cohort = Toy.cohort(100, 3);
        for (int i = 0; i < 100; i++) {
            Presence presence = Presence.of(Toy.SCHEMA, cohort.get(i));
            assertThat(presence.modalities().contains("clinical")).isEqualTo(presence.features() > 0);
            assertThat(presence.fraction()).isEqualTo(presence.features() / 3.0);
        }
    }

    @Test
    void aSelectionKeepsItsGroupsTogether() {
        Scored scored = Scored.of(new Toy.Fake(Toy::sum), Toy.cohort(20, 4), 8, Progress.silent());
        Scored some = scored.select(List.of(7, 18, 6, 19));
        assertThat(some.group()).containsExactly(0, 1, 0, 1);
        assertThat(some.probability(0, 1)).isEqualTo(scored.probability(0, 18));
    }
}

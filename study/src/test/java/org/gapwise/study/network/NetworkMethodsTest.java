package org.gapwise.study.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.model.ModelSpec;
import org.gapwise.study.Lesson;
import org.gapwise.study.Recipes;
import org.gapwise.study.Ward;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;

class NetworkMethodsTest {

    private static final Recipes RECIPES = new Recipes(Plan.preset("quick"), Plan.preset("paper"));
    private static final Cohort COHORT = Ward.gappy(40, 0.3, 1);

    /** What was to be trained. */
    private record Asked(Plan plan, Cohort cohort, Split split) implements Predictor {

        @Override
        public Schema schema() {
            return cohort.schema();
        }

        @Override
        public List<Prediction> predict(List<Case> cases) {
            throw new UnsupportedOperationException("nothing was trained");
        }
    }

    private static Lesson lesson() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < COHORT.size(); i++) {
            parts.add(i % 4 == 3 ? Part.VALID : Part.TRAIN);
        }
        return new Lesson(COHORT, new Split(parts), RECIPES, Asked::new);
    }

    @Test
    void changesReachThePlanAndNothingElseDoes() {
        List<String> changes = List.of("model.gaps=zeros", "train.modality_dropout=0");
        OneNetwork method = new OneNetwork("zeros", "Zeros", Entrant.Family.BASELINE, Recipes::paper, changes);
        Asked asked = (Asked) method.learn(lesson());
        assertThat(asked.plan()).isEqualTo(RECIPES.paper().with(changes));
        assertThat(asked.plan().model().gaps()).isEqualTo(ModelSpec.Gaps.ZEROS);
        assertThat(asked.plan().train().gaps().modalities()).isZero();
        assertThat(asked.cohort()).isEqualTo(COHORT);
        assertThat(asked.split()).isEqualTo(lesson().split());
    }

    @Test
    void theRecipeIsTheOneThatWasNamed() {
        OneNetwork ours = new OneNetwork("ours", "Ours", Entrant.Family.OURS, Recipes::ours, List.of());
        OneNetwork paper = new OneNetwork("paper", "Paper", Entrant.Family.PAPER, Recipes::paper, List.of());
        assertThat(((Asked) ours.learn(lesson())).plan()).isEqualTo(RECIPES.ours());
        assertThat(((Asked) paper.learn(lesson())).plan()).isEqualTo(RECIPES.paper());
    }

    @Test
    void anEntrantSaysWhatSetsItApart() {
        List<String> changes = List.of("model.gaps=zeros", "train.modality_dropout=0");
        Entrant zeros =
                new OneNetwork("zeros", "Zeros", Entrant.Family.BASELINE, Recipes::paper, changes).entrant(Ward.SCHEMA);
        assertThat(zeros.note()).contains("model.gaps=zeros", "train.modality_dropout=0");
        assertThat(zeros.sees()).containsExactly("clinical", "frontal");
        assertThat(zeros.family()).isEqualTo(Entrant.Family.BASELINE);
    }

    @Test
    void aUnimodalNetworkSeesOneModality() {
        Unimodal method = new Unimodal("unimodal-frontal", "Picture", "frontal", Recipes::ours);
        Asked asked = (Asked) method.learn(lesson());
        assertThat(asked.plan()).isEqualTo(RECIPES.ours());
        assertThat(asked.schema().modalities()).isEqualTo(Ward.SCHEMA.images());
        assertThat(asked.cohort().cases()).hasSize(40).allSatisfy(one -> {
            assertThat(one.numbers()).isEmpty();
            assertThat(one.categories()).isEmpty();
        });
        assertThat(asked.cohort().cases().stream().filter(one -> !one.images().isEmpty()))
                .isNotEmpty();
        assertThat(method.entrant(Ward.SCHEMA).sees()).containsExactly("frontal");
    }

    @Test
    void thePaperHasTwoStagesAndOursOne() {
        assertThat(Stages.two(RECIPES.paper())).isTrue();
        assertThat(Stages.two(RECIPES.ours())).isFalse();
        assertThat(Stages.two(Stages.first(RECIPES.paper()))).isFalse();
        assertThat(Stages.two(Stages.second(RECIPES.paper()))).isFalse();
    }

    @Test
    void theFirstStageIsTheSameForMethodsThatDifferInHowModalitiesMeet() {
        Plan first = Stages.first(RECIPES.paper());
        for (String change : List.of(
                "model.gaps=zeros",
                "model.fusion=max",
                "model.fusion_depth=3",
                "model.readout=summary",
                "model.modality_token=none",
                "train.modality_dropout=0.5",
                "train.feature_masking=0",
                "train.views=subsets",
                "train.encoder_rate=0",
                "train.epochs=3")) {
            assertThat(Stages.first(RECIPES.paper().with(List.of(change))))
                    .as(change)
                    .isEqualTo(first);
        }
    }

    @Test
    void theFirstStageDiffersWhereEncodersDo() {
        Plan first = Stages.first(RECIPES.paper());
        for (String change : List.of(
                "model.width=32",
                "vision.image_size=32",
                "pretrain.epochs=3",
                "pretrain.batch=7",
                "data.scaling=quantile")) {
            assertThat(Stages.first(RECIPES.paper().with(List.of(change))))
                    .as(change)
                    .isNotEqualTo(first);
        }
        assertThat(Stages.first(RECIPES.paper().withSeed(9))).isNotEqualTo(first);
    }

    @Test
    void theFirstStageTrainsAsThePretrainingSays() {
        Plan first = Stages.first(RECIPES.paper().with(List.of("pretrain.epochs=5", "train.epochs=3")));
        assertThat(first.train().epochs()).isEqualTo(5);
        assertThat(first.pretrain().epochs()).isZero();
        assertThat(Stages.second(RECIPES.paper())).isEqualTo(RECIPES.paper().with(List.of("pretrain.epochs=0")));
    }
}

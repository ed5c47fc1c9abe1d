package org.gapwise.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gapwise.core.ConfigException;
import org.gapwise.model.FusionForm;
import org.gapwise.model.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "quick", "paper", "paper-as-released"})
    void aPresetWrittenOutReadsBackAsItself(String name) {
        Plan plan = Plan.preset(name);
        assertThat(Plan.parse(plan.toToml(), "plan.toml")).isEqualTo(plan);
        assertThat(plan.preset()).isEqualTo(name);
    }

    @Test
    void thePaperPresetHasThePapersNumbers() {
        Plan paper = Plan.preset("paper");
        assertThat(paper.model().size().width()).isEqualTo(1024);
        assertThat(paper.model().size().heads()).isEqualTo(16);
        assertThat(paper.model().size().feedForward()).isEqualTo(1000);
        assertThat(paper.model().image().encoder()).isEqualTo("resnet50");
        assertThat(paper.pretrain().gaps().features()).isEqualTo(0.5);
        assertThat(paper.train().gaps()).isEqualTo(new StagePlan.GapPlan(0.3, 0.3, 1, 0));
        assertThat(paper.train().learningRate() * paper.train().encoderRate()).isEqualTo(1e-6);
    }

    @Test
    void aPlanChangesWhatItNamesAndKeepsTheRest() {
        Plan plan = Plan.parse("preset = \"quick\"\n[train]\nepochs = 3\n", "plan.toml")
                .with(List.of("seed=7", "model.gaps=zeros"));
        assertThat(plan.train().epochs()).isEqualTo(3);
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.model().size()).isEqualTo(Plan.preset("quick").model().size());
    }

    @Test
    void anUnknownKeyIsAnErrorWithASuggestion() {
        assertThatThrownBy(() -> Plan.parse("[train]\nlearning_rat = 1\nepochs = -2\n", "plan.toml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("learning_rate")
                .hasMessageContaining("plan.toml, line 2")
                .hasMessageContaining("train.epochs");
        assertThatThrownBy(() -> Plan.preset("quik")).hasMessageContaining("Did you mean \"quick\"?");
        assertThatThrownBy(() -> Plan.preset("quick").with(List.of("epochs"))).hasMessageContaining("key=value");
    }

    @Test
    void fusionAndGapsAreWrittenOutAndReadBack() {
        Plan plan = Plan.preset("quick").with(List.of("model.fusion=shared-specific"));
        assertThat(Plan.parse(plan.toToml(), "plan.toml")).isEqualTo(plan);
        Plan other = Plan.preset("quick").with(List.of("model.gaps=stand-in"));
        assertThat(Plan.parse(other.toToml(), "plan.toml")).isEqualTo(other);
        for (String preset : Plan.PRESETS) {
            FusionForm expected = preset.startsWith("paper") ? FusionForm.TRANSFORMER : FusionForm.DISTILLED_VIEWS;
            assertThat(Plan.preset(preset).model().fusion()).isEqualTo(expected);
        }
    }

    @Test
    void whatEncodersLearnFromFirstIsWrittenOutAndReadBack() {
        Plan plan = Plan.preset("quick").with(List.of("pretrain.objective=contrast"));
        assertThat(Plan.parse(plan.toToml(), "plan.toml")).isEqualTo(plan);
        assertThat(plan.pretrain().objective()).isEqualTo("contrast");
        for (String preset : Plan.PRESETS) {
            assertThat(Plan.preset(preset).pretrain().objective()).isEqualTo("labels");
        }
        assertThatThrownBy(() -> Plan.preset("quick").with(List.of("train.objective=contrast")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("objective");
        assertThatThrownBy(() -> plan.with(List.of("pretrain.monitor=auroc")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("pretrain.monitor");
    }

    @Test
    void aFusionThatDoesNotGoWithTheGapsIsAConfigurationError() {
        assertThatThrownBy(() -> Plan.preset("quick").with(List.of("model.fusion=experts", "model.gaps=zeros")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.fusion")
                .hasMessageContaining("masked");
    }

    @Test
    void aWidthThatHeadsDoNotDivideIsAConfigurationError() {
        assertThatThrownBy(() -> Plan.preset("quick").with(List.of("model.heads=5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("multiple of heads");
    }

    /** Features go missing once: in the views of a network that has such, in the cases of any other. */
    @Test
    void casesKeepTheFeaturesThatTheNetworkTakesAwayItself() {
        Plan quick = Plan.preset("quick");
        try (Network distilled = Network.joint(Toy.SCHEMA, quick.model(), 1);
                Network plain = Network.joint(
                        Toy.SCHEMA, quick.with(List.of("model.fusion=views")).model(), 1)) {
            StagePlan.GapPlan left = quick.train().besides(distilled).gaps();
            assertThat(quick.train().gaps().features()).isEqualTo(0.3);
            assertThat(left.features()).isZero();
            assertThat(left.gather()).isEqualTo(quick.train().gaps().gather());
            assertThat(quick.train().besides(plain)).isEqualTo(quick.train());
        }
    }
}

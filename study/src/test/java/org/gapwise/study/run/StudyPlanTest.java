package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.ConfigException;
import org.gapwise.study.Ward;
import org.gapwise.study.protocol.Rates;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPlanTest {

    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("study.toml"), List.of(lines));
    }

    @Test
    void presetsAreWhatTheirNamesSay() {
        StudyPlan quick = StudyPlan.preset("quick");
        StudyPlan workstation = StudyPlan.preset("workstation");
        StudyPlan paper = StudyPlan.preset("paper");
        assertThat(quick.rates().train()).containsExactly(0.0, 0.5);
        assertThat(quick.rates().test()).isEqualTo(Rates.PAPER.test());
        assertThat(workstation.rates()).isEqualTo(Rates.PAPER);
        assertThat(paper.rates()).isEqualTo(Rates.PAPER);
        assertThat(paper.recipes().ours()).isEqualTo(Plan.preset("balanced").withSeed(paper.seed()));
        assertThat(paper.recipes().paper()).isEqualTo(Plan.preset("paper").withSeed(paper.seed()));
        assertThat(List.of(quick.folds(), workstation.folds(), paper.folds())).containsExactly(2, 2, 5);
    }

    @Test
    void anUnknownPresetGetsASuggestion() {
        assertThatThrownBy(() -> StudyPlan.preset("quik"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Did you mean \"quick\"?")
                .hasMessageContaining("workstation");
    }

    @Test
    void aFileChangesPartsOfThePresetItNames() throws IOException {
        StudyPlan plan = StudyPlan.read(file(
                "version = 1",
                "preset = \"quick\"",
                "seed = 9",
                "folds = 3",
                "train_rates = [0, 0.25]",
                "methods = [\"ours\", \"zeros\"]",
                "[ours]",
                "set = [\"train.epochs=2\"]"));
        StudyPlan quick = StudyPlan.preset("quick");
        assertThat(plan.seed()).isEqualTo(9);
        assertThat(plan.folds()).isEqualTo(3);
        assertThat(plan.rates())
                .isEqualTo(new Rates(List.of(0.0, 0.25), quick.rates().test()));
        assertThat(plan.methods()).containsExactly("ours", "zeros");
        assertThat(plan.valid()).isEqualTo(quick.valid());
        assertThat(plan.resamples()).isEqualTo(quick.resamples());
        assertThat(plan.recipes().paper()).isEqualTo(quick.recipes().paper().withSeed(9));
        assertThat(plan.recipes().ours())
                .isEqualTo(
                        quick.recipes().ours().with(List.of("train.epochs=2")).withSeed(9));
    }

    @Test
    void aFileWithoutAPresetStartsFromWorkstation() throws IOException {
        assertThat(StudyPlan.read(file("version = 1"))).isEqualTo(StudyPlan.preset("workstation"));
    }

    @Test
    void aRecipeCanStartFromAnotherPreset() throws IOException {
        StudyPlan plan = StudyPlan.read(file("[ours]", "preset = \"paper\"", "set = [\"train.epochs=2\"]"));
        assertThat(plan.recipes().ours())
                .isEqualTo(Plan.preset("paper").with(List.of("train.epochs=2")).withSeed(plan.seed()));
    }

    @Test
    void faultsAreNamedWithTheirPlace() throws IOException {
        refused("fold = 3", "folds");
        refused("preset = \"quik\"", "quick");
        refused("version = 2", "version 1");
        refused("folds = 1", "folds");
        refused("train_rates = [0.5, 0]", "train_rates", "begin with 0");
        refused("test_rates = [0, 2]", "test rates", "end by 1");
        refused("valid = 0.9", "valid");
        refused("[ours]\nset = [\"train.epoch=2\"]", "epochs");
        refused("[ours]\npreset = \"balance\"", "balanced");
        refused("[theirs]\npreset = \"balanced\"", "theirs");
    }

    private void refused(String line, String... said) throws IOException {
        Path file = file(line);
        assertThatThrownBy(() -> StudyPlan.read(file))
                .as(line)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(said);
    }

    @Test
    void aStudyHasTwoFoldsAtLeast() {
        assertThat(StudyPlan.preset("quick").withFolds(2).folds()).isEqualTo(2);
        assertThatThrownBy(() -> StudyPlan.preset("quick").withFolds(1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--folds");
    }

    @Test
    void theTextReadsBackAsTheSamePlan() throws IOException {
        StudyPlan plan = StudyPlan.preset("quick")
                .withSeed(4)
                .withFolds(3)
                .with(List.of("train.epochs=2", "vision.image_size=32"));
        assertThat(StudyPlan.read(file(plan.toToml()))).isEqualTo(plan);
    }

    @Test
    void whateverDecidesAnAnswerIsInTheText() {
        StudyPlan plan = StudyPlan.preset("quick");
        assertThat(plan.withMethods(List.of("ours")).toToml()).isEqualTo(plan.toToml());
        assertThat(List.of(
                        plan.withSeed(2).toToml(),
                        plan.withFolds(4).toToml(),
                        plan.with(List.of("train.epochs=1")).toToml(),
                        StudyPlan.preset("workstation").toToml()))
                .doesNotHaveDuplicates()
                .doesNotContain(plan.toToml());
    }

    @Test
    void keysOfEveryNetworkChangeTogether() {
        StudyPlan plan = StudyPlan.preset("quick").with(List.of("train.epochs=1"));
        assertThat(plan.recipes().ours().train().epochs()).isEqualTo(1);
        assertThat(plan.recipes().paper().train().epochs()).isEqualTo(1);
        assertThatThrownBy(() -> plan.with(List.of("train.epoch=1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("epochs");
    }

    @Test
    void anotherSeedIsAnotherForEverything() {
        StudyPlan plan = StudyPlan.preset("quick").withSeed(77);
        assertThat(List.of(
                        plan.seed(),
                        plan.recipes().ours().seed(),
                        plan.recipes().paper().seed()))
                .containsOnly(77L);
    }

    @Test
    void unknownMethodsGetSuggestions() {
        assertThatThrownBy(() -> Catalogue.chosen(Ward.SCHEMA, List.of("zero", "ours", "modelselection")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("Did you mean \"zeros\"?", "Did you mean \"model-selection\"?", "trees-both");
    }
}

package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Ward;
import org.gapwise.study.network.Stages;
import org.gapwise.train.Plan;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Modality LABS = new TableModality("labs", List.of(new Numeric("lactate")));
    private static final Modality VITALS = new TableModality("vitals", List.of(new Numeric("pulse")));
    private static final Modality FRONTAL = new ImageModality("frontal", "frontal_file", ".");
    private static final Modality LATERAL = new ImageModality("lateral", "lateral_file", ".");

    @Test
    void contrastTakesPartWhereThereIsExactlyOneTableAndAnImage() {
        assertThat(ids(LABS, FRONTAL)).contains("contrast").doesNotHaveDuplicates();
        assertThat(ids(LABS, FRONTAL, LATERAL)).contains("contrast");
        assertThat(ids(LABS, VITALS, FRONTAL)).doesNotContain("contrast");
        assertThat(ids(LABS, VITALS)).doesNotContain("contrast");
        assertThat(ids(FRONTAL, LATERAL)).doesNotContain("contrast");
    }

    @Test
    void everybodyIsThereOnce() {
        assertThat(ids(LABS, FRONTAL))
                .doesNotHaveDuplicates()
                .contains("ours", "paper", "paper-as-released", "zeros", "max-pooling", "model-selection")
                .contains("mask-off-zeros", "mask-off-selection", "frozen")
                .contains("late-mean", "late-max", "late-min", "late-vote")
                .contains("no-modality-dropout", "no-feature-masking", "no-tokens", "additive-tokens")
                .contains("dropout-15", "dropout-50", "stand-in", "shared-specific", "experts", "contrast")
                .contains("impute-mean", "impute-knn", "impute-iterative", "trees-table", "trees-both", "oracle")
                .contains("unimodal-labs", "unimodal-frontal", "paper-unimodal-labs", "paper-unimodal-frontal");
        assertThat(ids(LABS, FRONTAL, LATERAL)).contains("unimodal-lateral", "paper-unimodal-lateral");
    }

    @Test
    void modalitiesThatLookAlikeHaveMethodsOfTheirOwn() {
        Modality first = new ImageModality("CT 1", "a", ".");
        Modality second = new ImageModality("ct-1", "b", ".");
        assertThat(ids(first, second)).doesNotHaveDuplicates().contains("unimodal-ct-1", "unimodal-ct-1.2");
    }

    @Test
    void someTakePartInTheOrderOfAll() {
        Schema schema = Ward.SCHEMA;
        assertThat(Catalogue.chosen(schema, List.of("zeros", "ours")).stream()
                        .map(m -> m.entrant(schema).id()))
                .containsExactly("ours", "zeros");
        assertThat(Catalogue.chosen(schema, List.of())).hasSameSizeAs(Catalogue.all(schema));
    }

    @Test
    void oneOursAndTitlesOfTheirOwn() {
        List<Entrant> entrants = Catalogue.all(Ward.SCHEMA).stream()
                .map(m -> m.entrant(Ward.SCHEMA))
                .toList();
        assertThat(entrants.stream().map(Entrant::title)).doesNotHaveDuplicates();
        assertThat(entrants.stream().filter(e -> e.family() == Entrant.Family.OURS))
                .hasSize(1);
        assertThat(entrants).allSatisfy(e -> assertThat(e.note()).endsWith("."));
    }

    private static List<String> ids(Modality... modalities) {
        Schema schema =
                new Schema("toy.csv", "id", Optional.empty(), Arrays.asList(modalities), List.of(new Target("septic")));
        return Catalogue.all(schema).stream().map(m -> m.entrant(schema).id()).toList();
    }

    @Test
    void onlyAFirstStageOnLabelsIsSharedByEncoder() {
        Plan labels = Plan.preset("quick").with(List.of("pretrain.epochs=6"));
        assertThat(Stages.two(labels)).isTrue();
        assertThat(Stages.two(labels.with(List.of("pretrain.objective=contrast"))))
                .isFalse();
        assertThat(Stages.two(Plan.preset("quick"))).isFalse();
    }
}

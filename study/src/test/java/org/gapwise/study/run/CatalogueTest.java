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

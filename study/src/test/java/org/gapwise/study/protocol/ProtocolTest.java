package org.gapwise.study.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Missingness;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Arm;
import org.gapwise.study.Ward;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    private static final Rates RATES = new Rates(List.of(0.0, 0.5), List.of(0.0, 0.5, 1.0));
    private static final Schema PICTURES =
            Ward.schema(new ImageModality("frontal", "file", "."), new ImageModality("lateral", "other", "."));

    private static List<String> ids(Protocol protocol, Schema schema) {
        return protocol.trials(schema).stream().map(trial -> trial.arm().id()).toList();
    }

    @Test
    void thePaperHasAnArmForEachModality() {
        assertThat(ids(
                        new PaperProtocol(RATES),
                        Ward.schema(PICTURES.modalities().get(0))))
                .containsExactly("frontal");
        assertThat(ids(new PaperProtocol(RATES), Ward.SCHEMA)).containsExactly("clinical", "frontal");
        assertThat(ids(new PaperProtocol(RATES), Ward.withLateral())).containsExactly("clinical", "frontal", "lateral");
    }

    @Test
    void anArmOfThePaperLosesOneModalityAtRandom() {
        Trial trial = new PaperProtocol(RATES).trials(Ward.SCHEMA).get(1);
        assertThat(trial.arm())
                .isEqualTo(new Arm("frontal", "frontal missing", List.of("frontal"), RATES.train(), RATES.test()));
        assertThat(trial.grain()).isEqualTo(new Grain.Whole("frontal"));
        assertThat(trial.mechanism().word()).isEqualTo("mcar");
    }

    @Test
    void thePapersRatesAreNineTimesSeven() {
        assertThat(Rates.PAPER.train()).containsExactly(0.0, 0.25, 0.5, 0.75);
        assertThat(Rates.PAPER.test()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    }

    @Test
    void mechanismsTakeCellsFeaturesAndAllForThreeReasons() {
        assertThat(ids(new MechanismsProtocol(RATES, 1.5), Ward.SCHEMA))
                .containsExactly(
                        "mcar-cell-clinical",
                        "mar-cell-clinical",
                        "mnar-cell-clinical",
                        "mcar-feature-clinical",
                        "mar-feature-clinical",
                        "mnar-feature-clinical",
                        "mcar-modality-clinical",
                        "mnar-modality-clinical",
                        "mcar-modality-frontal",
                        "mar-modality-frontal",
                        "mnar-modality-frontal",
                        "mcar-several-clinical",
                        "mnar-several-clinical");
    }

    @Test
    void whatCannotBeIsLeftOut() {
        // Without a table nothing that is seen can drive a loss; with one modality there are not several.
        assertThat(ids(new MechanismsProtocol(RATES, 1.5), PICTURES))
                .containsExactly(
                        "mcar-modality-frontal",
                        "mnar-modality-frontal",
                        "mcar-modality-lateral",
                        "mnar-modality-lateral",
                        "mcar-several-frontal",
                        "mnar-several-frontal");
        assertThat(ids(
                        new MechanismsProtocol(RATES, 1.5),
                        Ward.schema(PICTURES.modalities().get(0))))
                .containsExactly("mcar-modality-frontal", "mnar-modality-frontal");
    }

    @Test
    void everyTrialCanBeDrawn() {
        for (Schema schema : List.of(Ward.SCHEMA, PICTURES, Ward.withLateral())) {
            assertThat(new MechanismsProtocol(RATES, 1.5).trials(schema)).allSatisfy(trial -> assertThat(
                            new Missingness(trial.grain(), trial.mechanism(), 3).obstacle(schema))
                    .isEmpty());
        }
    }

    @Test
    void theStrengthReachesTheMechanismsThatHaveOne() {
        Map<String, List<Double>> strengths = new MechanismsProtocol(RATES, 2.5)
                .trials(Ward.SCHEMA).stream()
                        .collect(Collectors.groupingBy(
                                trial -> trial.mechanism().word(),
                                Collectors.mapping(
                                        trial -> trial.mechanism().strength(),
                                        Collectors.collectingAndThen(Collectors.toSet(), all -> List.copyOf(all)))));
        assertThat(strengths).containsEntry("mcar", List.of(0.0)).containsEntry("mar", List.of(2.5));
        assertThat(strengths).containsEntry("mnar", List.of(2.5));
    }

    @Test
    void armsSayWhatIsMissingAndWhy() {
        assertThat(new MechanismsProtocol(RATES, 1.5)
                        .trials(Ward.SCHEMA).stream().map(trial -> trial.arm().title()))
                .contains(
                        "cells of clinical missing, by what is seen",
                        "all of frontal missing, by what is hidden",
                        "any modality missing, at random");
    }

    @Test
    void modalitiesThatLookAlikeInFileNamesStayApart() {
        Schema schema = Ward.schema(
                new ImageModality("CT 1", "a", "."),
                new ImageModality("ct-1", "b", "."),
                new ImageModality("\u5f71\u50cf", "c", "."),
                new ImageModality("#", "d", "."));
        assertThat(ids(new PaperProtocol(RATES), schema))
                .doesNotHaveDuplicates()
                .contains("ct-1")
                .allSatisfy(id -> assertThat(id).matches("[\\p{L}\\p{N}.-]+"));
        assertThat(ids(new MechanismsProtocol(RATES, 1.5), schema)).doesNotHaveDuplicates();
    }

    @Test
    void ratesBeginWithZeroRiseAndEndByOne() {
        List<Double> fine = List.of(0.0, 1.0);
        for (List<Double> wrong : List.of(
                List.<Double>of(),
                List.of(0.25, 0.5),
                List.of(0.0, 0.5, 0.5),
                List.of(0.0, 0.5, 0.25),
                List.of(0.0, 1.01),
                List.of(-0.1, 0.5),
                List.of(0.0, Double.NaN))) {
            assertThatThrownBy(() -> new Rates(wrong, fine))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("train rates");
            assertThatThrownBy(() -> new Rates(fine, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("test rates");
        }
    }

    @Test
    void ratesThatFileNamesCannotTellApartAreRefused() {
        assertThatThrownBy(() -> new Rates(List.of(0.0, 0.5, 0.500001), List.of(0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.001");
    }
}

package org.gapwise.data.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectionTest {

    @TempDir
    Path folder;

    @Test
    void itCountsWhatIsThereAndWhatIsThereTogether() throws IOException {
        Inspection inspection = inspect("""
            id,age,lactate,sex,image,sick
            a,10,1,F,a.png,1
            b,20,,M,,0
            c,40,3,X,a.png,-1
            d,,,,,0
            e,130,,,,
            """);
        assertThat(inspection.faults()).isEmpty();
        assertThat(inspection.cases()).isEqualTo(5);
        FeatureSummary age = inspection.features().get(0);
        assertThat(age.measured()).isEqualTo(4);
        assertThat(age.missingRate()).isBetween(0.199, 0.201);
        assertThat(age.numbers()).hasValueSatisfying(numbers -> {
            assertThat(numbers.median()).isEqualTo(30);
            assertThat(numbers.upperQuartile()).isEqualTo(62.5);
            assertThat(numbers.implausible()).isEqualTo(1);
        });
        assertThat(inspection.features().get(2).levels()).isEqualTo(Map.of("F", 1, "M", 1, "other", 1));
        assertThat(inspection.patterns())
                .containsExactly(
                        new PresencePattern(List.of("clinical"), 2),
                        new PresencePattern(List.of("clinical", "frontal"), 2),
                        new PresencePattern(List.of(), 1));
        assertThat(inspection.measured().names()).containsExactly("age", "lactate", "sex", "frontal");
        assertThat(inspection.measured().cases().get(1)).containsExactly(2, 2, 2, 2);
        assertThat(inspection.targets()).singleElement().satisfies(check -> {
            assertThat(List.of(check.positive(), check.negative(), check.uncertain(), check.unannotated()))
                    .containsExactly(1, 2, 1, 1);
        });
        assertThat(inspection.images()).singleElement().satisfies(check -> {
            assertThat(List.of(check.cases(), check.files(), check.grey(), check.smallest(), check.largest()))
                    .containsExactly(2, 1, 1, 7, 9);
        });
        assertThat(inspection.warnings().toString())
                .contains("130 is outside")
                .contains("\"X\" (1 rows)")
                .contains("no group is named")
                .contains("1 rows name a picture")
                .contains("only 1 positive and 2 negative");
    }

    @Test
    void everyFaultIsThereAtOnceAlsoOfPictures() throws IOException {
        Files.writeString(folder.resolve("bad.png"), "no picture");
        Inspection inspection = inspect("""
            id,age,lactate,sex,image,sick
            a,old,1,F,a.png,1
            a,20,,M,bad.png,1
            c,20,,M,lost.png,1
            """);
        assertThat(inspection.faults().toString())
                .contains("\"old\" is not a number")
                .contains("the same as in row 1")
                .contains("lost.png does not exist")
                .contains("bad.png: the file is neither PNG nor JPEG")
                .contains("only one class");
        DataException e = catchThrowableOfType(DataException.class, inspection::requireUsable);
        assertThat(e.problems()).hasSize(5);
    }

    @Test
    void aTableThatCannotBeReadIsAnInspectionOfItsFaults() throws IOException {
        Inspection inspection = inspect("id,age\na\n");
        assertThat(inspection.cases()).isZero();
        assertThat(inspection.faults()).hasSize(1);
        assertThat(inspection.toJson().get("usable").asBoolean()).isFalse();
    }

    @Test
    void theJsonHoldsTheNumbersAndReadsBack() throws IOException {
        Inspection inspection = inspect("""
            id,age,lactate,sex,image,sick
            a,10,,F,a.png,1
            b,20,,M,,0
            """);
        JsonNode json = Json.parse(Json.text(inspection.toJson()));
        assertThat(json.get("usable").asBoolean()).isTrue();
        assertThat(json.get("features").get(0).get("median").asDouble()).isEqualTo(15);
        assertThat(json.get("features").get(1).has("median")).isFalse();
        assertThat(json.get("warnings").toString()).contains("nothing was measured in any row");
        assertThat(json.get("patterns").get(0).get("present")).hasSize(1);
    }

    @Test
    void uncertainLabelsCountAsThePolicySays() throws IOException {
        Inspection inspection = inspect("""
            id,age,lactate,sex,image,sick
            a,10,1,F,a.png,1
            b,20,,M,,0
            c,40,3,X,,-1
            d,41,,,,
            """);
        assertThat(PolicyCount.of(inspection.targets().get(0)))
                .containsExactly(
                        new PolicyCount("ignore", 1, 1, 0),
                        new PolicyCount("zero", 1, 2, 0),
                        new PolicyCount("one", 2, 1, 0),
                        new PolicyCount("soft", 1, 1, 1));
        JsonNode json = inspection.toJson();
        assertThat(json.at("/targets/0/by_policy/one/positive").asInt()).isEqualTo(2);
        assertThat(json.at("/features/0/kind").asText()).isEqualTo("numeric");
        assertThat(json.at("/features/0/range/1").asInt()).isEqualTo(120);
        assertThat(json.at("/features/0/histogram")).hasSize(FeatureSummary.Numbers.BINS);
    }

    @Test
    void copiesAndBlankPicturesAreCounted() throws IOException {
        BufferedImage half = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        half.createGraphics().fillRect(0, 0, 4, 8);
        ImageIO.write(half, "png", folder.resolve("half.png").toFile());
        ImageIO.write(half, "png", folder.resolve("copy.png").toFile());
        Inspection inspection = inspect("""
            id,age,lactate,sex,image,sick
            a,10,1,F,a.png,1
            b,20,,M,half.png,0
            c,40,3,X,copy.png,0
            """);
        assertThat(inspection.looks()).singleElement().satisfies(looks -> assertThat(
                        List.of(looks.duplicates(), looks.blank(), looks.inverted()))
                .containsExactly(1, 1, 0));
        assertThat(inspection.warnings().toString()).contains("same pixels").contains("single grey");
        assertThat(inspection.toJson().at("/images/0/duplicate").asInt()).isEqualTo(1);
    }

    @Test
    void onlyPartsThatDifferBeyondChanceAreNoted() throws IOException {
        StringBuilder text = new StringBuilder("id,age,lactate,sex,image,part,sick\n");
        for (int i = 0; i < 300; i++) {
            boolean test = i % 3 == 0;
            double lactate = (test ? 3 : 1) + i % 17 / 10.0;
            text.append("c%03d,%d,%s,%s,,%s,%d\n"
                    .formatted(i, 20 + i * 7 % 60, lactate, i % 5 < 2 ? "F" : "M", test ? "test" : "train", i % 2));
        }
        Inspection drifted = inspect(text.toString(), PartRule.stated("part"));
        assertThat(drifted.drift()).hasValueSatisfying(drift -> {
            assertThat(drift.notable()).singleElement().satisfies(shift -> {
                assertThat(shift.name()).isEqualTo("lactate");
                assertThat(shift.distance()).isGreaterThan(0.9);
            });
            assertThat(drift.cases()).containsEntry(Part.TEST, 100).containsEntry(Part.VALID, 0);
        });
        assertThat(drifted.warnings().toString()).contains("\"lactate\" (values) differs between train and test");
        Inspection split = inspect(text.toString(), PartRule.split(0.2, 0.2, 1));
        assertThat(split.drift())
                .hasValueSatisfying(drift -> assertThat(drift.notable()).isEmpty());
    }

    private Inspection inspect(String text) throws IOException {
        return inspect(text, PartRule.split(0.2, 0.2, 1));
    }

    private Inspection inspect(String text, PartRule parts) throws IOException {
        ImageIO.write(
                new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("a.png").toFile());
        Files.writeString(folder.resolve("cases.csv"), text);
        Schema schema = Schema.parse("""
            version = 1
            table = "cases.csv"
            case = "id"
            [[modality]]
            name = "clinical"
            features = [
              { name = "age", kind = "numeric", range = [0, 120] },
              { name = "lactate", kind = "numeric" },
              { name = "sex", kind = "categorical", levels = ["F", "M"] },
            ]
            [[modality]]
            name = "frontal"
            kind = "image"
            column = "image"
            [[target]]
            name = "sick"
            """, "schema.toml");
        return Inspection.of(schema, TableSource.of(schema, folder), parts, Progress.silent());
    }
}

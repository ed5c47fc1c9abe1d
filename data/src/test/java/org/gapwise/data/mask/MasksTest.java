package org.gapwise.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Hidden;
import org.gapwise.core.missingness.Mask;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.missingness.Missingness;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasksTest {

    private static final List<Double> RATES = List.of(0.0, 0.1, 1 / 3.0, 0.75, 1.0);

    private static final Schema SCHEMA = new Schema(
            "t.csv",
            "id",
            Optional.empty(),
            List.of(
                    new TableModality(
                            "labs; \"all\"",
                            List.of(new Numeric("a;b"), new Numeric("c\\"), new Numeric("\u00e9, m/l"))),
                    new ImageModality("chest", "f", ".")),
            List.of(new Target("y")));

    @TempDir
    Path folder;

    private static Cohort cohort() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 97; i++) {
            String id = List.of("", "0", "a,b ", "\"", "#", "\u00fc;", "two\nlines ", "=1+")
                            .get(i % 8)
                    + i;
            Case one = Case.of(id)
                    .with("a;b", i % 13)
                    .with("c\\", -i)
                    .with("y", i % 3 == 0 ? Label.POSITIVE : Label.NEGATIVE);
            cases.add(one);
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    private static Masks drawn(String arm, Grain grain, Mechanism mechanism) {
        return Masks.of(arm, RATES, new Missingness(grain, mechanism, 3).draw(cohort(), RATES));
    }

    private static Masks several() {
        Mechanism mnar = Mechanism.mnar(new Hidden.Outcome("y"), 1.5);
        return drawn("image", new Grain.Whole("chest"), Mechanism.mcar())
                .with(drawn("cells, \"mar\"", new Grain.Cells("labs; \"all\""), Mechanism.mar("a;b", 1)))
                .with(drawn("columns", new Grain.Columns("labs; \"all\""), mnar))
                .with(drawn("both", new Grain.Apart(List.of("labs; \"all\"", "chest")), mnar));
    }

    @Test
    void masksAreReadBackEqualAndTheSameMasksAreTheSameBytes() throws IOException {
        Path file = folder.resolve("masks.csv");
        several().write(file);
        Masks back = Masks.read(file, SCHEMA);
        assertThat(back).isEqualTo(several());
        assertThat(back.arms().keySet())
                .containsExactlyElementsOf(several().arms().keySet());
        Path again = folder.resolve("again.csv");
        back.write(again);
        assertThat(again).hasSameBinaryContentAs(file);
        List<Mask> masks = back.forCohort("both", List.of(0.75, 0.1), cohort(), file);
        assertThat(masks)
                .containsExactly(
                        several().arms().get("both").get(0.75),
                        several().arms().get("both").get(0.1));
        for (int i = 0; i < cohort().size(); i++) {
            assertThat(cohort().through(masks.get(0)).get(i).numbers())
                    .isEqualTo(cohort().through(several().arms().get("both").get(0.75))
                            .get(i)
                            .numbers());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, again);
        }
    }

    @Test
    void theOrderOfCasesInAMaskDoesNotShowInTheFile() {
        Map<String, Set<String>> rising = new LinkedHashMap<>();
        Map<String, Set<String>> falling = new LinkedHashMap<>();
        for (int i = 10; i < 60; i++) {
            rising.put("p" + i, Set.of("chest"));
            falling.put("p" + (69 - i), Set.of("chest"));
        }
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        Masks.of("x", List.of(0.5), List.of(Mask.of(SCHEMA, rising))).write(first);
        Masks.of("x", List.of(0.5), List.of(Mask.of(SCHEMA, falling))).write(second);
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void aMaskWrittenByHandIsRead() throws IOException {
        Masks masks = Masks.read(
                file("\uFEFFcase,taken,rate,arm\r\np1,\"chest;labs; \"\"all\"\"/a\\;b\",1,x\r\n"
                                .replace("labs;", "labs\\;")
                        + "p2,,1e0,x\r\n"),
                SCHEMA);
        Mask mask = masks.arms().get("x").get(1.0);
        assertThat(mask).isEqualTo(Mask.of(SCHEMA, Map.of("p1", Set.of("chest", "labs; \"all\"/a;b"), "p2", Set.of())));
        assertThat(mask.kept("p1")).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceWithRowAndColumnAndWithoutTheCell() throws IOException {
        DataException fault = refused("arm,rate,case,taken,kept\n"
                + "x,0.5,p1,chest,0.5\n"
                + "x,0.50,p1,,\n"
                + "x,1.5,p2,secret,\n"
                + ",0.5,,chest;chest,-1\n"
                + "x,NaN,p3,chest;,0x1p-1\n");
        assertThat(fault.problems().stream().map(Problem::where))
                .allMatch(where -> where.startsWith(folder.resolve("hand.csv") + ", row "))
                .map(where -> where.replaceAll(".*, (row \\d+) .*column \"(.*)\"", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "row 2 case",
                        "row 3 rate",
                        "row 3 taken",
                        "row 4 arm",
                        "row 4 case",
                        "row 4 taken",
                        "row 4 kept",
                        "row 5 rate",
                        "row 5 taken",
                        "row 5 kept");
        assertThat(fault).hasMessageNotContaining("secret").hasMessageNotContaining("p1");
    }

    @Test
    void aWrongHeaderOrAnEmptyTableIsRefused() throws IOException {
        assertThat(refused("arm,rate,case,take\nx,0.5,p,\n"))
                .hasMessageContaining("\"taken\"")
                .hasMessageContaining("\"take\"");
        assertThat(refused("arm,rate,rate,case,taken\nx,0.5,1,p,\n")).hasMessageContaining("2 times");
        assertThat(refused("arm,rate,case,taken\n")).hasMessageContaining("no row");
        assertThat(refused("arm,rate,case,taken\nx,0.5,p\n")).hasMessageContaining("row 1");
        assertThatThrownBy(() -> Masks.read(folder.resolve("none.csv"), SCHEMA)).isInstanceOf(DataException.class);
    }

    @Test
    void masksForOtherCasesOrRatesAreRefused() {
        Masks masks = several();
        Cohort other = new MemoryCohort(SCHEMA, List.of(Case.of("stranger"), cohort().get(0)));
        assertThatThrownBy(() -> masks.forCohort("image", List.of(0.1, 0.2), other, Path.of("m.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1 of 2 cases")
                .hasMessageContaining("rate 0.2")
                .hasMessageNotContaining("stranger");
        assertThatThrownBy(() -> masks.forCohort("nothing", RATES, cohort(), Path.of("m.csv")))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> masks.with(masks)).hasMessageContaining("two arms");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("hand.csv"), text);
    }

    private DataException refused(String text) throws IOException {
        Path file = file(text);
        return catchThrowableOfType(DataException.class, () -> Masks.read(file, SCHEMA));
    }
}

package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableCohortTest {

    private static final String SCHEMA = """
            version = 1
            table = "cases.csv"
            case = "id"
            group = "patient"
            [[modality]]
            name = "clinical"
            kind = "table"
            features = [
              { name = "age", kind = "numeric", unit = "year", range = [0, 120] },
              { name = "lactate", kind = "numeric" },
              { name = "sex", kind = "categorical", levels = ["F", "M"] },
              { name = "pain", kind = "categorical", levels = ["none", "strong"] },
            ]
            [[target]]
            name = "sick"
            """;

    @TempDir
    Path folder;

    @Test
    void cellsBecomeCasesAndNothingIsFilledIn() throws IOException {
        TableCohort cohort = open("""
                id,patient,age,lactate,sex,pain,sick,extra
                a,p1,61, 1.5 ,F,none,1,x
                b,p1,NA,?,m,-,0,
                c,p2,,-2e1,M,strong,,
                d,p3,1,2,,,-1,
                """);
        assertThat(cohort.size()).isEqualTo(4);
        assertThat(cohort.get(0).numbers()).isEqualTo(Map.of("age", 61.0, "lactate", 1.5));
        assertThat(cohort.get(0).categories()).isEqualTo(Map.of("sex", "F", "pain", "none"));
        assertThat(cohort.get(1).numbers()).isEmpty();
        assertThat(cohort.get(1).categories()).isEqualTo(Map.of("sex", "other"));
        assertThat(cohort.get(2).numbers()).isEqualTo(Map.of("lactate", -20.0));
        assertThat(cohort.get(0).group()).isEqualTo(cohort.get(1).group());
        assertThat(cohort.cases().stream().map(one -> one.labels().get("sick")))
                .containsExactly(Label.POSITIVE, Label.NEGATIVE, null, Label.UNCERTAIN);
        assertThat(cohort.warnings()).singleElement().satisfies(w -> assertThat(w.what())
                .contains("\"m\" (1 rows)"));
    }

    @Test
    void aTextInANumericColumnIsNamedWithRowColumnAndFix() throws IOException {
        List<Problem> problems = faults("""
                id,patient,age,lactate,sex,pain,sick
                a,p1,61,"3,1",F,none,1
                b,p2,> 89,1.0,F,none,0
                c,p2,inf,1e39,F,none,0
                d,p2,0x1F,1d,F,none,0
                """);
        assertThat(problems).hasSize(6);
        assertThat(problems).anySatisfy(p -> {
            assertThat(p.what()).isEqualTo("\"3,1\" is not a number.");
            assertThat(p.where()).endsWith("cases.csv, row 1 (line 2), column \"lactate\"");
            assertThat(p.fix()).contains("point as decimal mark");
        });
        assertThat(problems).anySatisfy(p -> assertThat(p.toString())
                .contains("row 2 (line 3), column \"age\"")
                .contains("missing"));
        assertThat(problems).anySatisfy(p -> assertThat(p.what()).contains("infinite"));
        assertThat(problems).anySatisfy(p -> assertThat(p.what()).contains("too large"));
    }

    @Test
    void manyBadCellsAreCountedNotListed() throws IOException {
        StringBuilder text = new StringBuilder("id,patient,age,lactate,sex,pain,sick\n");
        for (int i = 0; i < 5000; i++) {
            text.append("c").append(i).append(",p,old,1,F,none,1\n");
        }
        List<Problem> problems = faults(text.toString());
        assertThat(problems).hasSize(21);
        assertThat(problems.get(20).what()).contains("4980 more rows");
    }

    @Test
    void aRaggedTableIsRefusedWithItsLines() throws IOException {
        List<Problem> problems = faults("""
                id,patient,age,lactate,sex,pain,sick
                a,p1,61,1,F,none,1
                b,p2,62,1,F,none
                c,p2,62,1,F,"no
                ne",1,7
                """);
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).toString()).contains("row 2 (line 3)").contains("6 cells, the header has 7");
        assertThat(problems.get(1).toString()).contains("row 3 (line 4)").contains("8 cells");
    }

    @Test
    void badQuotesBytesAndEncodingsAreRefused() throws IOException {
        String header = "id,patient,age,lactate,sex,pain,sick\n";
        assertThat(faults(header + "a,p,1,1,F,\"none\"x,1\n").get(0).toString()).contains("quote");
        assertThat(faults(header + "a,p,1,1,F,\"none,1\n").get(0).toString()).contains("quote");
        assertThat(faults(header + "a,p,1,1,F,no\0ne,1\n").get(0).toString())
                .contains("zero byte")
                .contains("line 2");
        write((header + "a,p,1,1,F,n").getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xE9, ',', '1'});
        assertThat(faults().get(0).toString()).contains("UTF-8").contains("line 2");
        write(new byte[] {(byte) 0xFF, (byte) 0xFE}, "i\0d\0".getBytes(StandardCharsets.UTF_8));
        assertThat(faults().get(0).toString()).contains("UTF-16");
        assertThat(faults("").get(0).toString()).contains("empty");
        assertThat(faults(header).get(0).toString()).contains("no rows");
        assertThat(faults("id;patient;age\na;b;1\n").get(0).fix()).contains(";");
        assertThat(faults(header + "x".repeat(2_000_000)).get(0).toString())
                .contains("longer than")
                .contains("line 2");
    }

    @Test
    void oddHeadersDoNoHarmUnlessTheyAreUsed() throws IOException {
        TableCohort cohort =
                open("\uFEFF\"id\", patient ,age,lactate,sex,pain,sick,,,x,x\r\na,p,1,1,F,none,1,,,1,2\r\n");
        assertThat(cohort.get(0).id()).isEqualTo("a");
        List<Problem> problems = faults("id,patient,age,age,lactat,sex,pain,sick\na,p,1,1,1,F,none,1\n");
        assertThat(problems).hasSize(2);
        assertThat(problems).anySatisfy(p -> assertThat(p.what()).contains("\"age\" stands there 2 times"));
        assertThat(problems).anySatisfy(p -> assertThat(p.fix()).isEqualTo("Did you mean \"lactat\"?"));
    }

    @Test
    void carriageReturnsAloneEndLines() throws IOException {
        assertThat(open("id,patient,age,lactate,sex,pain,sick\ra,p,1,1,F,none,1\rb,p,1,1,F,none,0\r")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void keysAreUniqueAndComplete() throws IOException {
        List<Problem> problems = faults("""
                id,patient,age,lactate,sex,pain,sick
                a,p1,1,1,F,none,1
                b,p1,1,1,F,none,1
                a ,,1,1,F,none,1
                ,p1,1,1,F,none,1
                """);
        assertThat(problems).hasSize(3);
        assertThat(problems.get(0).toString()).contains("row 3 (line 4)").contains("same as in row 1");
        assertThat(problems.get(1).toString()).contains("row 4 (line 5)").contains("empty");
        assertThat(problems.get(2).toString()).contains("group key is empty");
        assertThat(problems.toString()).doesNotContain("p1");
    }

    @Test
    void anImplausibleValueIsKeptAndReported() throws IOException {
        TableCohort cohort = open("id,patient,age,lactate,sex,pain,sick\na,p,611,1,F,none,1\n");
        assertThat(cohort.get(0).numbers()).containsEntry("age", 611.0);
        assertThat(cohort.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.toString()).contains("row 1").contains("[0.0, 120.0] year"));
    }

    @Test
    void anImplausibleValueIsTakenOutWhenTheSchemaSaysSo() throws IOException {
        Files.writeString(folder.resolve("cases.csv"), "id,patient,age,lactate,sex,pain,sick\na,p,611,1,F,none,1\n");
        String strict = SCHEMA.replace("kind = \"table\"", "kind = \"table\"\nimplausible = \"absent\"");
        TableCohort cohort = TableCohort.open(Schema.parse(strict, "schema.toml"), folder);
        assertThat(cohort.get(0).numbers()).containsOnlyKeys("lactate");
        assertThat(cohort.warnings()).singleElement().satisfies(w -> assertThat(w.what())
                .contains("not measured"));
    }

    @Test
    void aTableWithoutAKeyIsNumberedByRow() throws IOException {
        Files.writeString(folder.resolve("cases.csv"), "patient,age,lactate,sex,pain,sick\np,6,1,F,none,1\np,,,,,0\n");
        String byRow = SCHEMA.replace("case = \"id\"", "case = \"#row\"");
        TableCohort cohort = TableCohort.open(Schema.parse(byRow, "schema.toml"), folder);
        assertThat(cohort.cases().stream().map(one -> one.id())).containsExactly("1", "2");
        assertThat(cohort.get(1).group()).isEqualTo("p");
    }

    @Test
    void aLabelThatIsNoneIsAFaultAndOneClassCannotBeLearned() throws IOException {
        String header = "id,patient,age,lactate,sex,pain,sick\n";
        assertThat(faults(header + "a,p,1,1,F,none,maybe\n").get(0).toString())
                .contains("\"maybe\" is not a label")
                .contains("column \"sick\"");
        TableCohort cohort = open(header + "a,p,1,1,F,none,1\nb,p,1,1,F,none,\n");
        DataException e =
                catchThrowableOfType(DataException.class, () -> TargetCheck.requireLearnable(cohort, "cases.csv"));
        assertThat(e).hasMessageContaining("only one class (1 positive, 0 negative, 0 uncertain, 1 not annotated)");
        assertThat(e.exitCode()).isEqualTo(3);
    }

    @Test
    void aTableForPredictionNeedsOnlyItsCaseKey() throws IOException {
        Path other = folder.resolve("new.csv");
        Files.writeString(other, "lactate,id\n2.5,a\n,b\n");
        TableCohort cohort = TableCohort.openForPrediction(Schema.parse(SCHEMA, "schema.toml"), other.toString());
        assertThat(cohort.get(0).numbers()).isEqualTo(Map.of("lactate", 2.5));
        assertThat(cohort.get(1).numbers()).isEmpty();
        assertThat(cohort.get(0).group()).isEqualTo("a");
        assertThat(cohort.get(0).labels()).isEmpty();
        assertThat(cohort.warnings()).hasSize(3);
    }

    @Test
    void aMistypedTableIsToldWithItsNeighbor() throws IOException {
        Files.writeString(folder.resolve("case.csv"), "id\n");
        assertThat(faults().get(0).toString()).contains("does not exist").contains("Did you mean \"case.csv\"?");
    }

    @Test
    void shuffledColumnsGiveTheSameCases() throws IOException {
        TableCohort one = open("id,patient,age,lactate,sex,pain,sick\na,p,1,2,F,none,1\n");
        TableCohort other = open("sick,pain,sex,lactate,age,patient,id\n1,none,F,2,1,p,a\n");
        assertThat(one.get(0)).isEqualTo(other.get(0));
        assertThat(Set.copyOf(one.cases())).hasSize(1);
    }

    private TableCohort open(String text) throws IOException {
        Files.writeString(folder.resolve("cases.csv"), text);
        return TableCohort.open(Schema.parse(SCHEMA, "schema.toml"), folder);
    }

    private List<Problem> faults(String text) throws IOException {
        Files.writeString(folder.resolve("cases.csv"), text);
        return faults();
    }

    private List<Problem> faults() {
        return catchThrowableOfType(
                        DataException.class, () -> TableCohort.open(Schema.parse(SCHEMA, "schema.toml"), folder))
                .problems();
    }

    private void write(byte[] first, byte[] second) throws IOException {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Files.write(folder.resolve("cases.csv"), all);
    }
}

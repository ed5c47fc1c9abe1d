package org.gapwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void noCellIsAFormula(String text) {
        assertThat(Spreadsheet.cell(text).replace("\"", "")).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12", "+3.5", "-0,5", "case 7", "x=1"})
    void numbersAndPlainTextsStayAsTheyAre(String text) {
        assertThat(Spreadsheet.cell(text).replace("\"", "")).isEqualTo(text);
    }

    @Test
    void commasAndQuotesAreQuoted() {
        assertThat(Spreadsheet.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    }

    @Test
    void everyCaseAndTargetHasARow() throws IOException {
        List<Case> cases = new ArrayList<>();
        cases.add(Case.of("=evil()").with("Edema", Label.POSITIVE));
        cases.add(Case.of("b").with("Edema", Label.UNCERTAIN).with("Fracture", Label.NEGATIVE));
        Scored scored = Scored.of(new Toy.Fake(c -> 0.25), new MemoryCohort(Toy.SCHEMA, cases), 8, Progress.silent());
        Path file = folder.resolve("predictions.csv");
        PredictionsFile.write(file, scored, "study", true);
        assertThat(Files.readString(file)).isEqualTo("""
                study,target,label,probability
                '=evil(),Edema,1,0.25
                '=evil(),Fracture,,0.25
                '=evil(),Pneumonia,,0.25
                b,Edema,-1,0.25
                b,Fracture,0,0.25
                b,Pneumonia,,0.25
                """);
        PredictionsFile.write(file, scored, "study", false);
        assertThat(Files.readString(file)).contains("\n=evil(),Edema,1,0.25\n");
    }
}

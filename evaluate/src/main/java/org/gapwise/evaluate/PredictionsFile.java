package org.gapwise.evaluate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.file.AtomicFile;

/** Every probability as a row of a CSV file: case, target, label, probability. */
public final class PredictionsFile {

    private PredictionsFile() {}

    /**
     * Writes whole or not at all.
     *
     * @param caseKey name of the first column
     * @param spreadsheet whether texts are made safe to open in a spreadsheet; false keeps every case key as it is
     */
    public static void write(Path file, Scored scored, String caseKey, boolean spreadsheet) {
        AtomicFile.write(file, stream -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            out.write(cell(caseKey, spreadsheet) + ",target,label,probability\n");
            for (int row = 0; row < scored.size(); row++) {
                rows(out, scored, row, spreadsheet);
            }
            out.flush();
        });
    }

    private static void rows(Writer out, Scored scored, int row, boolean spreadsheet) throws IOException {
        String id = cell(scored.id(row), spreadsheet);
        for (int l = 0; l < scored.targets().size(); l++) {
            out.write(id + "," + cell(scored.targets().get(l), spreadsheet) + "," + label(scored.label(l, row)) + ","
                    + scored.probability(l, row) + "\n");
        }
    }

    private static String cell(String text, boolean spreadsheet) {
        return spreadsheet ? Spreadsheet.cell(text) : Spreadsheet.quoted(text);
    }

    /** As CheXpert writes it: 1, 0, -1 for uncertain, blank for not annotated. */
    private static String label(Optional<Label> label) {
        return label.map(l -> switch (l) {
                    case POSITIVE -> "1";
                    case NEGATIVE -> "0";
                    case UNCERTAIN -> "-1";
                })
                .orElse("");
    }
}

package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MalformedTextTest {

    private static final int COLUMNS = 6;
    private static final List<String> SPLINTERS =
            List.of(",", "\"", "\n", "\r", "\r\n", "\0", "\"\"", ",\"", "\",", ";", "\t", " ", "\uFEFF", "x");

    @TempDir
    Path folder;

    /** Each cell says which column it was written to, so that a shifted one gives itself away. */
    @Test
    void noBrokenLineShiftsAColumnUnseen() throws IOException {
        byte[] whole = table().getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            try {
                Table table = read(mutant(whole, Seeds.of(10, "csv", i)));
                for (int column = 0; column < COLUMNS; column++) {
                    for (String cell : table.cells(column)) {
                        assertThat(cell.replaceAll("[^a-f]", ""))
                                .as("mutant " + i)
                                .isIn("abcdef".substring(column, column + 1), "");
                    }
                }
            } catch (DataException e) {
                refused++;
                for (Problem problem : e.problems()) {
                    assertThat(problem.where()).as("mutant " + i).contains("t.csv");
                    assertThat(problem.fix()).isNotBlank();
                }
            }
        }
        assertThat(refused).isBetween(300, 990);
    }

    private static byte[] mutant(byte[] whole, SplittableRandom random) {
        int at = random.nextInt(whole.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, at);
        if (random.nextInt(4) == 0) {
            out.write(random.nextBoolean() ? 0xE9 : 0xFF);
        } else {
            out.writeBytes(SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8));
        }
        int skipped = random.nextInt(2);
        out.write(whole, at + skipped, whole.length - at - skipped);
        return out.toByteArray();
    }

    private static String table() {
        StringBuilder text = new StringBuilder("A,B,C,D,E,F\n");
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                String cell = "abcdef".charAt(column) + String.valueOf(row);
                text.append(column == 0 ? "" : ",").append(row % 3 == 0 ? "\"" + cell + "\"" : cell);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private Table read(byte[] bytes) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, bytes);
        return new TableFile(file, "").read(TableLimits.USUAL, name -> true);
    }
}

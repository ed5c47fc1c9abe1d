package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gapwise.core.DataException;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.image.ImageFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any division of a table gives the rows, numbers and lines that the whole has. */
final class StretchTest {

    private static final String SCHEMA = """
            version = 1
            table = "cases.csv"
            case = "id"
            [[modality]]
            name = "clinical"
            kind = "table"
            features = [{ name = "age", kind = "numeric" }]
            [[modality]]
            name = "frontal"
            kind = "image"
            column = "image"
            root = "."
            [[target]]
            name = "sick"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,age\na,1\nb,2\nc,3\n",
                "id,age\r\na,1\r\n\r\nb,2\r\nc,3",
                "id,age\ra,1\rb,2\r",
                "\uFEFF\"i\nd\",age\n\n\"a\nb\",\"1\"\n\"say \"\"no\"\", twice\r\n\",2\nx\"y,\"\"\nz,\"\"\"\"\n",
                "id,age\n,\"\"\n\" \",\n\u00EF\u00BB,2\n",
            })
    void anyDivisionReadsLikeTheWhole(String text) throws IOException {
        for (String name : List.of("cases.csv", "cases.csv.gz")) {
            byte[] bytes = bytes(text, name);
            Path file = Files.write(folder.resolve(name), bytes);
            Table whole = new TableFile(file, "").read(TableLimits.USUAL, column -> true);
            for (int rows = 1; rows <= 4; rows++) {
                List<Stretch> stretches = Stretch.divide(new ByteArrayInputStream(bytes), file.toString(), rows);
                assertThat(stretches).hasSize((whole.rows() + rows - 1) / rows);
                assertThat(read(stretches, bytes)).isEqualTo(lines(whole));
            }
        }
    }

    private static List<String> read(List<Stretch> stretches, byte[] bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Stretch stretch : stretches) {
            long before = lines.size();
            try (StretchReader reader = stretch.read(at(stretch, bytes), 2, column -> true)) {
                reader.forEachRemaining(table -> lines.addAll(lines(table)));
            }
            assertThat(lines.size() - before).isEqualTo(stretch.rows());
        }
        return lines;
    }

    private static InputStream at(Stretch stretch, byte[] bytes) {
        int from = Stretch.isPacked(stretch.file()) ? 0 : (int) stretch.from();
        return new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static List<String> lines(Table table) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            StringBuilder line = new StringBuilder(table.where(row));
            for (int column = 0; column < table.header().size(); column++) {
                line.append('|')
                        .append(table.header().get(column))
                        .append('=')
                        .append(table.cells(column).get(row));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static byte[] bytes(String text, String name) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!name.endsWith(".gz")) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void aRowThatDoesNotFitIsNamedAndThoseAfterItAreRead() throws IOException {
        byte[] bytes = "id,age\na,1\nb,2\nc\nd,4\n".getBytes(StandardCharsets.UTF_8);
        Stretch second =
                Stretch.divide(new ByteArrayInputStream(bytes), "cases.csv", 2).get(1);
        try (StretchReader reader = second.read(at(second, bytes), 1, column -> true)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cases.csv, row 3 (line 4)")
                    .hasMessageContaining("has 1 cells, the header has 2");
            assertThat(lines(reader.next())).containsExactly("cases.csv, row 4 (line 5)|id=d|age=4");
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] packed = bytes("id,age\na,1\n", "cases.csv.gz");
        packed[packed.length - 5] ^= 1;
        assertThatThrownBy(() -> Stretch.divide(new ByteArrayInputStream(packed), "cases.csv.gz", 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gzip file is not whole");
        assertThatThrownBy(() -> Stretch.divide(new ByteArrayInputStream(new byte[0]), "cases.csv", 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the file is empty");
        byte[] open = "id,age\na,1\n\"b,2\n".getBytes(StandardCharsets.UTF_8);
        Stretch all =
                Stretch.divide(new ByteArrayInputStream(open), "cases.csv", 9).get(0);
        try (StretchReader reader = all.read(at(all, open), 1, column -> true)) {
            assertThat(reader.next().rows()).isEqualTo(1);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cannot be parsed")
                    .hasMessageContaining("cases.csv, after row 1");
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void picturesFromElsewhereBecomePartOfTheirCaseAndRowsKeepTheirNumbers() {
        Schema schema = Schema.parse(SCHEMA, "schema.toml");
        List<String> asked = new ArrayList<>();
        Pictures pictures = (ImageModality modality, String cell, String where) -> {
            asked.add(modality.name() + " " + cell + " " + where);
            if (cell.startsWith("no")) {
                throw ImageFault.notFound("far/" + cell);
            }
            return size -> {
                throw new IllegalStateException("nobody looks");
            };
        };
        Table good = Table.of(
                "far/part.parquet",
                List.of("id", "image"),
                List.of(new String[] {"a", " p.png "}, new String[] {"b", ""}),
                List.of(7L, 9L));
        TableCohort cohort = TableReading.of(schema, good, pictures).cohort();
        assertThat(asked).containsExactly("frontal p.png far/part.parquet, row 7, column \"image\"");
        assertThat(cohort.cases().stream().map(one -> one.images().keySet().toString()))
                .containsExactly("[frontal]", "[]");
        Table bad = Table.of(
                "far/part.parquet",
                List.of("id", "image"),
                List.of(new String[] {"a", "no.png"}, new String[] {"a", ""}),
                List.of(7L, 9L));
        assertThatThrownBy(() -> TableReading.of(schema, bad, pictures).cohort())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("image far/no.png does not exist")
                .hasMessageContaining("row 9, column \"id\"")
                .hasMessageContaining("the same as in row 7");
    }
}

package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.gapwise.core.DataException;
import org.gapwise.core.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckTableTest {

    @TempDir
    Path folder;

    @Test
    void parquetAndDatabaseTablesGiveTheCasesOfTheCsv() throws Exception {
        String csv = "id,age,sex,sick\na,61.5,F,1\nb,,M,0\nc,40,,\n";
        Files.writeString(folder.resolve("cases.csv"), csv);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("all.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE \"my cases\" AS FROM (VALUES ('a', 61.5::DOUBLE, 'F', 1), ('b', NULL, 'M', 0), "
                            + "('c', 40, NULL, NULL)) t(id, age, sex, sick)");
            statement.execute("COPY \"my cases\" TO '" + folder.resolve("cases.parquet") + "'");
        }
        TableCohort text = open("cases.csv");
        assertThat(text.get(0).numbers()).isEqualTo(Map.of("age", 61.5));
        for (String table : new String[] {"cases.parquet", "all.duckdb#my cases"}) {
            assertThat(open(table).cases()).as(table).isEqualTo(text.cases());
        }
    }

    @Test
    void aDamagedFileOrAMissingTableIsADataFault() throws Exception {
        Files.writeString(folder.resolve("cases.parquet"), "PAR1 and then nothing of use PAR1");
        assertThat(fault("cases.parquet")).hasMessageContaining("cases.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("all.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE one AS SELECT 1 AS id");
        }
        assertThat(fault("all.duckdb#two")).hasMessageContaining("two");
    }

    @Test
    void aViewInADatabaseCannotReadOtherFiles() throws SQLException, IOException {
        Path secret = folder.resolve("secret.csv");
        Files.writeString(secret, "id,age,sex,sick\nhidden,1,F,1\n");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("all.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW cases AS SELECT * FROM read_csv('" + secret + "')");
        }
        assertThat(fault("all.duckdb#cases")).hasMessageContaining("disabled");
    }

    private DataException fault(String table) {
        return catchThrowableOfType(DataException.class, () -> open(table));
    }

    private TableCohort open(String table) {
        return TableCohort.open(Schema.parse("""
                        version = 1
                        table = "%s"
                        case = "id"
                        [[modality]]
                        name = "clinical"
                        features = [
                          { name = "age", kind = "numeric" },
                          { name = "sex", kind = "categorical", levels = ["F", "M"] },
                        ]
                        [[target]]
                        name = "sick"
                        """.formatted(table), "schema.toml"), folder);
    }
}

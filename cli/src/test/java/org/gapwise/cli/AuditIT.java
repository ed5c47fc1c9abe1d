package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `audit` and `inspect` say, write and end with. */
final class AuditIT {

    @TempDir
    private Path folder;

    @Test
    void cleanDataEndWithZeroAndALeakyColumnOfPartsWithThree() throws Exception {
        Program program = new Program(folder);
        List<String> lines = new ArrayList<>(SmallData.write(folder));
        for (int i = 1; i < lines.size(); i++) {
            // As it is, lactate is almost the answer.
            String[] cells = lines.get(i).split(",", -1);
            cells[3] = String.valueOf(1 + i * 7 % 11);
            lines.set(i, String.join(",", cells));
        }
        Files.write(folder.resolve("cases.csv"), lines);
        program.run("audit", "schema.toml", "--out=audit").done();
        assertThat(folder.resolve("audit/report.html")).content().contains("What was looked for", "No error was found");
        lines.set(0, lines.get(0) + ",part");
        for (int i = 1; i < lines.size(); i++) {
            lines.set(i, lines.get(i) + (i % 3 == 0 ? ",test" : ",train"));
        }
        Files.write(folder.resolve("cases.csv"), lines);
        Program.Run leaky = program.run("audit", "schema.toml", "--split=part", "--json", "--out=leaky");
        assertThat(leaky.exit()).as(leaky.err()).isEqualTo(3);
        JsonNode answer = Json.parse(leaky.out());
        assertThat(answer.path("usable").asBoolean()).isFalse();
        assertThat(answer.path("findings").toString())
                .contains("shared-patient")
                .doesNotContain("\"p17\"");
        assertThat(Json.read(folder.resolve("leaky/audit.json"))).isEqualTo(answer);
        assertThat(folder.resolve("leaky/report.html")).content().contains("must not be used as they are");

        program.run("inspect", "schema.toml", "--split=part", "--out=inspection")
                .done();
        JsonNode inspection = Json.read(folder.resolve("inspection/inspection.json"));
        assertThat(inspection.at("/drift/cases/test").asInt()).isEqualTo(26);
        assertThat(folder.resolve("inspection/report.html"))
                .content()
                .contains("Missing together", "Do the parts differ?");
    }

    @Test
    void optionsThatMakeNoSenseAreUsage() throws Exception {
        Program program = new Program(folder);
        SmallData.write(folder);
        Program.Run times = program.run("audit", "schema.toml", "--value-time=lactate=at");
        assertThat(times.exit()).isEqualTo(2);
        assertThat(times.err()).contains("nothing to compare times with");
        Program.Run parts = program.run("audit", "schema.toml", "--split=prat");
        assertThat(parts.exit()).isEqualTo(2);
        assertThat(parts.err()).contains("there is no column \"prat\"");
    }
}

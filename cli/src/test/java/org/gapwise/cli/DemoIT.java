package org.gapwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {

    @TempDir
    private Path folder;

    @Test
    void theDemoGoesFromNothingToAReport() throws Exception {
        Program.Run run =
                new Program(folder).run("demo", "--quick", "--cases=150").done();
        assertThat(run.out()).contains("Gapwise", "Zero-filled", "Best possible", "gapwise-demo/report.html");
        Path out = folder.resolve("gapwise-demo");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Best possible")
                .doesNotContain("http://");
        JsonNode arms = Json.read(out.resolve("metrics.json")).path("stress").path("arms");
        assertThat(arms).hasSize(2);
        assertThat(arms.get(0).path("curves")).hasSize(5);
        assertThat(out.resolve("gapwise/weights.safetensors")).exists();
        assertThat(out.resolve("pictures")).doesNotExist();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("gapwise-demo");
    }
}

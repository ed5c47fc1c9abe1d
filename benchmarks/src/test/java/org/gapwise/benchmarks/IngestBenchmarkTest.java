package org.gapwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestBenchmarkTest {

    @Test
    void itTellsTimesRatiosAndThatThePicturesAreTheSame(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IngestBenchmark.run(
                new IngestBenchmark.Order(folder, 1, 224, 1), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String told = bytes.toString(StandardCharsets.UTF_8);
        assertThat(told).contains("Gapwise").contains("ImageIO, same scaling").contains("ratio 1.00");
        double levels = Double.parseDouble(told.replaceAll("(?s).*difference ([0-9.]+) grey.*", "$1"));
        assertThat(levels).isBetween(0.0, 0.5);
    }
}

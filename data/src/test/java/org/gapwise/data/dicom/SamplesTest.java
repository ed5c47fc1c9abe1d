package org.gapwise.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.gapwise.data.SharedData;
import org.gapwise.data.codec.PixelFault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Published test files and what pydicom with GDCM found in them. */
final class SamplesTest {

    private static final Set<String> LOSSY = Set.of(
            "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.81");

    @TestFactory
    Stream<DynamicTest> everySampleHasTheExpectedPixelsOrIsRefused() throws IOException {
        Path pack = SharedData.pack("dicom-samples");
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(pack.resolve("expected.csv"))) {
            rows = reader.stream().toList();
        }
        assertThat(rows).hasSize(50);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getField("file"),
                        () -> check(row, pack.resolve("files").resolve(row.getField("file")))));
    }

    private static void check(NamedCsvRecord row, Path file) throws PixelFault {
        String syntax = row.getField("TransferSyntaxUID");
        if (!row.getField("decode").equals("ok")) {
            PixelFault fault = catchThrowableOfType(
                    PixelFault.class, () -> DicomFile.read(file).stored());
            assertThat(fault.what()).endsWith(".");
        } else {
            DicomFile dicom = DicomFile.read(file);
            facts(row, dicom.facts());
            pixels(row, dicom.stored(), LOSSY.contains(syntax));
        }
    }

    private static void facts(NamedCsvRecord row, HeaderFacts facts) {
        assertThat(facts.syntax().uid()).isEqualTo(row.getField("TransferSyntaxUID"));
        assertThat(facts.modality().orElse("")).isEqualTo(row.getField("Modality"));
        assertThat(facts.bodyPart().orElse("")).isEqualTo(row.getField("BodyPartExamined"));
        assertThat(facts.viewPosition().orElse("")).isEqualTo(row.getField("ViewPosition"));
        assertThat(facts.pixels().orElseThrow().photometric().label())
                .isEqualTo(row.getField("PhotometricInterpretation"));
    }

    private static void pixels(NamedCsvRecord row, StoredPixels stored, boolean lossy) {
        assertThat(stored.type().name().toLowerCase(Locale.ROOT)).isEqualTo(row.getField("pixel_dtype"));
        assertThat(shape(stored)).isEqualTo(row.getField("pixel_shape"));
        if (!lossy) {
            assertThat(stored.sha256()).isEqualTo(row.getField("pixel_sha256"));
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < stored.count(); i++) {
            least = Math.min(least, stored.value(i));
            most = Math.max(most, stored.value(i));
            sum += stored.value(i);
        }
        // Decoders of lossy data round differently, by one level, and stretch halved colors each in its own way.
        double slack = lossy ? 1 : 1e-6;
        assertThat(least).isCloseTo(Double.parseDouble(row.getField("pixel_min")), within(slack));
        assertThat(most).isCloseTo(Double.parseDouble(row.getField("pixel_max")), within(slack));
        assertThat(sum / stored.count())
                .isCloseTo(Double.parseDouble(row.getField("pixel_mean")), within(lossy ? 0.2 : 1e-6));
    }

    private static String shape(StoredPixels stored) {
        return (stored.frames() > 1 ? stored.frames() + "x" : "")
                + stored.rows()
                + "x"
                + stored.columns()
                + (stored.samples() > 1 ? "x" + stored.samples() : "");
    }
}

package org.gapwise.data.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.Progress;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.SharedData;
import org.gapwise.data.draft.Draft;
import org.gapwise.data.draft.DraftRequest;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.Test;

/** What is known to be wrong with public data sets is found, and what is in order raises no error. */
final class RealDataAuditTest {

    private static final String NIH = """
        version = 1
        table = "labels.csv"
        case = "Image Index"
        group = "Patient ID"
        [[modality]]
        name = "clinical"
        features = [
          { name = "age", column = "Patient Age", kind = "numeric", unit = "year", range = [0, 120] },
          { name = "sex", column = "Patient Gender", kind = "categorical", levels = ["F", "M"] },
        ]
        [[modality]]
        name = "chest"
        kind = "image"
        column = "image_file"
        [[target]]
        name = "Effusion"
        column = "Finding Labels"
        positive = ["Effusion"]
        separator = "|"
        """;

    @Test
    void theSourceSplitOfNihSharesThirtyPatients() {
        Audit audit = audit("nih-cxr14-64px", NIH, PartRule.stated("source_split"));
        assertThat(audit.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SHARED_PATIENT);
            assertThat(finding.problem().what()).startsWith("30 of 264 patients");
        });
        assertThat(audit.usable()).isFalse();
        assertThat(audit("nih-cxr14-64px", NIH, PartRule.split(0.16, 0.2, 7)).findings())
                .isEmpty();
    }

    @Test
    void everyColumnOfEicuThatWritesMinusOneForNotMeasuredIsNamed() {
        String table = SharedData.pack("eicu-demo").resolve("tidy_apache.csv").toString();
        Draft draft = Draft.of(new DraftRequest(
                table,
                SharedData.pack("eicu-demo"),
                Optional.empty(),
                Optional.of("uniquepid"),
                List.of("hospitaldischargestatus"),
                List.of("unitdischargestatus")));
        Audit audit = audit("eicu-demo", draft.schema(), PartRule.split(0.16, 0.2, 7));
        List<String> places = audit.findings().stream()
                .filter(finding -> finding.kind() == Kind.SENTINEL)
                .map(finding -> finding.problem().where())
                .toList();
        for (String column :
                List.of("urine", "wbc", "temperature", "sodium", "ph", "pao2", "glucose", "bilirubin", "fio2")) {
            assertThat(places).as(column).anyMatch(where -> where.endsWith("column \"" + column + "\""));
        }
        assertThat(places).hasSizeGreaterThanOrEqualTo(18);
        assertThat(audit.usable()).isFalse();
    }

    @Test
    void picturesOfCovidChestXrayThatStandUnderTwoPatientsAreFound() {
        Audit audit = audit("covid-chestxray", """
            version = 1
            table = "metadata.csv"
            case = "filename"
            group = "patientid"
            [[modality]]
            name = "chest"
            kind = "image"
            column = "image_file"
            [[target]]
            name = "covid"
            column = "finding"
            positive = ["COVID-19"]
            """, PartRule.split(0.16, 0.2, 7));
        assertThat(audit.findings())
                .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.SIMILAR_PICTURE));
    }

    private static Audit audit(String pack, String text, PartRule parts) {
        Schema schema = Schema.parse(text, "schema.toml");
        TableSource source = TableSource.of(schema, SharedData.pack(pack));
        return Audit.of(new AuditRequest(schema, source, parts, Times.unknown(), Progress.silent()));
    }
}

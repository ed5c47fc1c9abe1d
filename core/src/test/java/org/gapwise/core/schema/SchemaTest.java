package org.gapwise.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.gapwise.core.ConfigException;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final String TEXT = """
            version = 1
            table = "cases.csv"
            case = "study_id"
            group = "subject_id"
            missing = ["", "NA", "unknown"]
            [[modality]]
            name = "clinical"
            kind = "table"
            features = [
              { name = "age", kind = "numeric", unit = "year", range = [0, 120] },
              { name = "sex", column = "Sex", kind = "categorical", levels = ["F", "M"] },
            ]
            [[modality]]
            name = "frontal"
            kind = "image"
            column = "image_file"
            root = "images"
            [[target]]
            name = "Pneumonia"
            [[target]]
            name = "malignant"
            column = "dx"
            positive = ["mel"]
            separator = "|"
            """;

    @Test
    void everyKeyIsRead() {
        Schema schema = Schema.parse(TEXT, "schema.toml");
        assertThat(schema.groupKey()).contains("subject_id");
        assertThat(schema.tables().get(0).missing()).containsExactly("", "NA", "unknown");
        assertThat(schema.features().get(1).column()).isEqualTo("Sex");
        assertThat(((Numeric) schema.features().get(0)).range()).contains(new Range(0, 120));
        assertThat(schema.images().get(0).root()).isEqualTo("images");
        assertThat(schema.targets().get(0).uncertain()).contains("-1");
        assertThat(schema.targets().get(1).separator()).contains("|");
        assertThat(schema.targets().get(1).negative()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadBackEqual() {
        Schema schema = Schema.parse(TEXT, "schema.toml");
        assertThat(Schema.parse(schema.toToml(), "again")).isEqualTo(schema);
        Schema odd = new Schema(
                "a \"b\" \\ \t\u0001.csv",
                "id",
                schema.groupKey(),
                List.of(new TableModality("t", List.of(new Numeric("x.y \"z\"")), List.of("\\"))),
                List.of(new Target("=1+1")));
        assertThat(Schema.parse(odd.toToml(), "odd")).isEqualTo(odd);
    }

    @Test
    void costsAreReadWrittenAndOneWhereThereIsNone() {
        Schema schema = Schema.parse(
                TEXT.replace("range = [0, 120]", "range = [0, 120], cost = 0.5")
                        .replace("[\"F\", \"M\"]", "[\"F\", \"M\"], cost = 2")
                        .replace("root = \"images\"", "root = \"images\"\ncost = 40"),
                "schema.toml");
        assertThat(schema.costs())
                .containsExactly(Map.entry("age", 0.5), Map.entry("sex", 2.0), Map.entry("frontal", 40.0));
        assertThat(schema.cost("height")).isEqualTo(1);
        assertThat(Schema.parse(schema.toToml(), "again")).isEqualTo(schema);
        assertThat(schema.with(Map.of("age", 2.0, "height", 3.0)).costs()).containsExactly(Map.entry("age", 2.0));
        assertThatThrownBy(
                        () -> Schema.parse(TEXT.replace("root = \"images\"", "root = \"images\"\ncost = 0"), "s.toml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cost");
    }

    @Test
    void allFaultsAreToldAtOnceWithLineAndSuggestion() {
        ConfigException fault = catchThrowableOfType(
                ConfigException.class,
                () -> Schema.parse(
                        TEXT.replace("group =", "gruop =")
                                .replace("[0, 120]", "[120, 0]")
                                .replace("\"numeric\"", "\"nummeric\""),
                        "schema.toml"));
        assertThat(fault.exitCode()).isEqualTo(2);
        assertThat(fault.problems()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(fault.getMessage())
                .contains("`gruop` is unknown", "Did you mean \"group\"?", "line 4", "nummeric", "must rise");
    }

    @Test
    void brokenTomlIsToldWithItsPlace() {
        assertThatThrownBy(() -> Schema.parse("table = cases.csv", "schema.toml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.toml, line 1");
    }

    @Test
    void twoThingsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Schema.parse(TEXT.replace("name = \"frontal\"", "name = \"age\""), "schema.toml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"age\"");
    }
}

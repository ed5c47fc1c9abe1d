package org.gapwise.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gapwise.core.ConfigException;
import org.junit.jupiter.api.Test;

final class ImplausibleTest {

    private static final String SCHEMA = """
            version = 1
            table = "cases.csv"
            case = "id"
            [[modality]]
            name = "labs"
            %s
            features = [{ name = "lactate", kind = "numeric", range = [0, 30] }]
            [[target]]
            name = "sick"
            """;

    @Test
    void aSchemaKeepsImplausibleNumbersUnlessItSaysOtherwise() {
        assertThat(read("").tables().get(0).implausible()).isEqualTo(Implausible.KEEP);
        Schema schema = read("implausible = \"absent\"");
        assertThat(schema.tables().get(0).implausible()).isEqualTo(Implausible.ABSENT);
        assertThat(Schema.parse(schema.toToml(), "schema.toml")).isEqualTo(schema);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> read("implausible = \"drop\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"drop\" is not one of [keep, absent]");
    }

    private static Schema read(String line) {
        return Schema.parse(SCHEMA.formatted(line), "schema.toml");
    }
}

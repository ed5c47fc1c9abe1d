package org.gapwise.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.Division;
import org.gapwise.data.table.PartRule;
import org.gapwise.data.table.TableSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single columns of numbers: what is told about them, and what is not. */
final class NumbersAuditTest {

    private static final int ROWS = 600;

    @TempDir
    private Path folder;

    @Test
    void ordinaryQuantitiesRaiseNoAlarm() throws IOException {
        List<DoubleUnaryOperator> shapes = List.of(
                z -> 80 + 12 * z,
                z -> Math.exp(2 + z),
                z -> Math.exp(5 + 0.3 * z),
                z -> Math.rint(Math.abs(2 * z)),
                z -> Math.max(0, 400 + 900 * z),
                z -> 98 - Math.exp(z / 2),
                z -> -2 + 4 * z,
                z -> z > 0.9 ? 180 + 10 * z : 110 + 12 * z);
        for (int shape = 0; shape < shapes.size(); shape++) {
            for (long seed = 1; seed <= 5; seed++) {
                assertThat(kinds(column("x", "", shapes.get(shape), seed)))
                        .as("shape %d, seed %d", shape, seed)
                        .isEmpty();
            }
        }
    }

    @Test
    void aSecondUnitIsToldByTheNameOrTheUnit() throws IOException {
        assertThat(mixed("body_weight", "", z -> Math.exp(Math.log(75) + 0.17 * z), x -> 2.20462 * x))
                .containsExactly(Severity.ERROR);
        assertThat(mixed("ht", "cm", z -> 170 + 10 * z, x -> x / 2.54)).containsExactly(Severity.ERROR);
        assertThat(mixed("glucose", "", z -> Math.exp(4.8 + 0.35 * z), x -> x / 18.016))
                .containsExactly(Severity.ERROR);
        assertThat(mixed("creatinine", "", z -> Math.exp(0.1 + 0.4 * z), x -> x * 88.42))
                .containsExactly(Severity.ERROR);
        assertThat(mixed("marker", "", z -> Math.exp(1 + 0.5 * z), x -> x * 1000))
                .containsExactly(Severity.WARNING);
    }

    private List<Severity> mixed(String name, String unit, DoubleUnaryOperator shape, DoubleUnaryOperator change)
            throws IOException {
        double[] values = column(name, unit, shape, 1).values;
        for (int i = 0; i < values.length; i += 6) {
            values[i] = change.applyAsDouble(values[i]);
        }
        return audit(new Column(name, unit, values), Times.unknown()).findings().stream()
                .filter(finding -> finding.kind() == Kind.UNIT_MIX)
                .map(Finding::severity)
                .toList();
    }

    @Test
    void aTimeThatIsUnclearIsNoProofButIsTold() throws IOException {
        Column column = column("x", "", z -> 5 + z, 1);
        Times times = new Times(Optional.of("outcome"), Optional.empty(), Map.of(Times.ALL, "at"));
        Audit audit = audit(column, times);
        assertThat(audit.findings().stream().map(Finding::kind)).containsExactly(Kind.AFTER_OUTCOME, Kind.UNREAD_TIME);
        assertThat(audit.findings().get(0).problem().what()).startsWith("200 of 400 values");
    }

    @Test
    void aColumnThatIsNotThereOrNoPartIsRefused() throws IOException {
        Column column = column("x", "", z -> 5 + z, 1);
        ConfigException missing = catchThrowableOfType(
                ConfigException.class,
                () -> audit(column, new Times(Optional.of("outcom"), Optional.empty(), Map.of())));
        assertThat(missing).hasMessageContaining("Did you mean \"outcome\"?");
        ConfigException stranger = catchThrowableOfType(
                ConfigException.class,
                () -> audit(column, new Times(Optional.of("outcome"), Optional.empty(), Map.of("y", "at"))));
        assertThat(stranger).hasMessageContaining("no feature is read from column \"y\"");
        DataException part = catchThrowableOfType(
                DataException.class, () -> Division.stated(TableSource.of(schema(column), folder), "at"));
        assertThat(part).hasMessageContaining("is no part");
    }

    private record Column(String name, String unit, double[] values) {}

    private static Column column(String name, String unit, DoubleUnaryOperator shape, long seed) {
        SplittableRandom random = Seeds.of(seed, "column");
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = shape.applyAsDouble(random.nextGaussian());
        }
        return new Column(name, unit, values);
    }

    private List<Kind> kinds(Column column) throws IOException {
        return audit(column, Times.unknown()).findings().stream()
                .map(Finding::kind)
                .toList();
    }

    /** Every third time is before the outcome, every third after it, every third no time. */
    private Audit audit(Column column, Times times) throws IOException {
        StringBuilder text = new StringBuilder("id," + column.name + ",outcome,at,sick\n");
        List<String> at = List.of("2150-01-01 10:00:00", "2150-01-03 10:00", "soon");
        for (int i = 0; i < ROWS; i++) {
            text.append(String.format(
                    Locale.ROOT, "c%04d,%.3f,2150-01-02,%s,%d%n", i, column.values[i], at.get(i % 3), i / 3 % 2));
        }
        Files.writeString(folder.resolve("cases.csv"), text);
        Schema schema = schema(column);
        TableSource source = TableSource.of(schema, folder);
        return Audit.of(new AuditRequest(schema, source, PartRule.split(0.2, 0.2, 1), times, Progress.silent()));
    }

    private static Schema schema(Column column) {
        return Schema.parse("""
            version = 1
            table = "cases.csv"
            case = "id"
            [[modality]]
            name = "clinical"
            features = [{ name = "NAME", kind = "numeric", unit = "UNIT" }]
            [[target]]
            name = "sick"
            """.replace("NAME", column.name).replace("UNIT", column.unit), "schema.toml");
    }
}

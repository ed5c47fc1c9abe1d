package org.gapwise.data.fhir;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.core.toml.TomlText;

/**
 * Every choice of an import of FHIR; stands in import.toml. The format is documented in docs/format/import.md.
 *
 * @param table name of the table to write: a .csv or a .parquet
 * @param targets what to predict; none makes a cohort to predict on
 */
public record FhirPlan(
        String table,
        Cases cases,
        Images images,
        Labels labels,
        Windows windows,
        Values values,
        Split split,
        List<Target> targets) {

    /** Values of {@code --set} that need no quotes: whole numbers and lists among them. */
    private static final Pattern BARE = Pattern.compile("true|false|[-+]?[0-9]+|\".*\"|\\[.*\\]");

    public FhirPlan {
        targets = List.copyOf(targets);
    }

    /**
     * What a case is, and when.
     *
     * @param per {@code study}: an ImagingStudy at its start; {@code encounter}: an Encounter
     * @param modalities of DICOM that a study must have one of; empty for all
     * @param classes codes of Encounter.class, type or serviceType that an encounter must have one of; empty for all
     * @param hours after the start of an encounter at which its values are taken, at most its end
     * @param icu codes of Encounter.class, type or serviceType that mean intensive care
     * @param zone in which dates, and times without a zone, are read
     */
    public record Cases(
            String per, List<String> modalities, List<String> classes, int hours, List<String> icu, ZoneId zone) {

        public Cases {
            modalities = List.copyOf(modalities);
            classes = List.copyOf(classes);
            icu = List.copyOf(icu);
        }

        boolean perStudy() {
            return per.equals("study");
        }
    }

    /**
     * @param names {@code tree}: StudyUID/SeriesUID/SOPInstanceUID; {@code flat}: SOPInstanceUID
     * @param ending of a file's name, e.g. {@code dcm}
     * @param required whether a study without a picture is left out
     * @param absent what becomes of a picture that is not in the folder: {@code drop}, {@code fault}, {@code unchecked}
     */
    public record Images(String names, String ending, boolean required, String absent) {}

    /**
     * @param source {@code none}, {@code report} or {@code observation}
     * @param unlisted what a target is when its report names none of its codes: {@code blank} or {@code negative}
     */
    public record Labels(String source, String unlisted) {}

    /**
     * How old a value may be.
     *
     * @param labs names of laboratory tests
     */
    public record Windows(int vitalHours, List<String> labs, int labHours, int bodyDays) {

        public Windows {
            labs = List.copyOf(labs);
        }
    }

    /**
     * @param knownBy {@code issued}: also issued by then, if a time of issue is written; {@code effective}
     * @param implausible what becomes of a value outside of its range: {@code drop} or {@code keep}
     * @param comparators what becomes of a value below or above a bound: {@code bound} or {@code drop}
     * @param ages whether a feature tells how many hours before the case each value was taken
     */
    public record Values(String knownBy, String implausible, String comparators, boolean ages) {}

    /** @param folds number of folds, by patient */
    public record Split(int folds, long seed) {}

    /**
     * One target; codes are {@code system|code}, or a code of whatever system.
     *
     * @param code of the Observations that tell it
     */
    public record Target(
            String name, List<String> code, List<String> positive, List<String> negative, List<String> uncertain) {

        public Target {
            code = List.copyOf(code);
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
            uncertain = List.copyOf(uncertain);
        }
    }

    /** The usual choices: a case a study, no labels. */
    public static FhirPlan usual() {
        return FhirPlanToml.USUAL;
    }

    /** Reads import.toml. */
    public static FhirPlan read(Path file) {
        return TomlFile.read(file, section -> FhirPlanToml.read(section, usual()));
    }

    /** The same with other values for some keys, each as {@code section.key=value}. */
    public FhirPlan with(List<String> changes) {
        String toml = TomlText.changes(changes, BARE, "labs.window_hours=24");
        return TomlFile.parse(toml, "--set", section -> FhirPlanToml.read(section, this));
    }

    /** Every key, so that the import can be repeated. */
    public String toToml() {
        return FhirPlanToml.write(this);
    }

    Interest interest() {
        return new Interest(targets.stream()
                .flatMap(target -> target.code().stream())
                .distinct()
                .toList());
    }

    /** All codes of a target that tell something. */
    static Stream<String> told(Target target) {
        return Stream.of(target.positive(), target.negative(), target.uncertain())
                .flatMap(List::stream);
    }
}

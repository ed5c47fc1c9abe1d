package org.gapwise.data.mimic;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.core.toml.TomlText;

/**
 * Every choice of an import; stands in import.toml. The format is documented in docs/format/import.md.
 *
 * @param features {@code clinical}, {@code paper} or {@code paper-no-drg}
 * @param table name of the table to write: a .csv or a .parquet
 */
public record MimicPlan(
        String features,
        String table,
        Images images,
        Labels labels,
        Link link,
        Vitals vitals,
        Labs labs,
        Body body,
        Values values,
        Drg drg,
        Split split) {

    public static final String CLINICAL = "clinical";
    public static final String PAPER = "paper";
    public static final String PAPER_NO_DRG = "paper-no-drg";

    /** Values of {@code --set} that need no quotes: whole numbers and lists among them. */
    private static final Pattern BARE = Pattern.compile("true|false|[-+]?[0-9]+|\".*\"|\\[.*\\]");

    static final List<String> FEATURES = List.of(CLINICAL, PAPER, PAPER_NO_DRG);

    /**
     * Which images become cases.
     *
     * @param per {@code study} or {@code image}: what a case is
     * @param views kinds of view a case may have, {@code frontal} and {@code lateral}
     * @param frontal values of ViewPosition that are frontal, the best first
     * @param lateral the same for lateral
     * @param required whether a study without a picture of the first kind of view is left out
     * @param files {@code jpg}, {@code dcm}: the first that there is of an image is taken
     * @param absent what becomes of an image that the metadata list and the tree has not: {@code fault}, {@code drop},
     *     or {@code unchecked}
     */
    public record Images(
            String per,
            List<String> views,
            List<String> frontal,
            List<String> lateral,
            boolean required,
            List<String> files,
            String absent) {

        public Images {
            views = List.copyOf(views);
            frontal = List.copyOf(frontal);
            lateral = List.copyOf(lateral);
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("no kind of file is wanted");
            }
            if (views.isEmpty()) {
                throw new IllegalArgumentException("no kind of view is wanted");
            }
        }

        List<String> positions(String kind) {
            return kind.equals("frontal") ? frontal : lateral;
        }
    }

    /**
     * What the targets are.
     *
     * @param source {@code chexpert} or {@code negbio}
     * @param uncertain what becomes of -1: {@code keep}, {@code blank}, {@code positive}, {@code negative}
     * @param blank what becomes of a blank: {@code keep} or {@code negative}
     * @param noFinding {@code derived}: 0 as soon as another finding but support devices is 1; or {@code as-given}
     * @param targets names
     */
    public record Labels(String source, String uncertain, String blank, String noFinding, List<String> targets) {

        public Labels {
            targets = List.copyOf(targets);
        }
    }

    /** Which studies are left out for where the patient was: those not in {@code require}. */
    public record Link(String require) {}

    /**
     * @param source {@code last}: triage, later vital signs of the ED, and those that an ICU charted; {@code ed}: the
     *     same without the ICU's; {@code triage}
     * @param windowHours how old a value may be
     * @param knownBy {@code storetime}: not filed after the image, where a time of filing is written; {@code charttime}:
     *     measured
     */
    public record Vitals(String source, int windowHours, String knownBy) {

        boolean charted() {
            return source.equals("last");
        }
    }

    /**
     * @param items names of {@link LabCatalogue}
     * @param windowHours how old a value may be
     * @param knownBy {@code storetime}: also filed by then; {@code charttime}: drawn by then
     */
    public record Labs(List<String> items, int windowHours, String knownBy) {

        public Labs {
            items = List.copyOf(items);
        }
    }

    /** How old height, weight and body mass index may be. */
    public record Body(int windowDays) {}

    /**
     * @param implausible what becomes of a value outside of its range: {@code drop} or {@code keep}
     * @param ages whether a feature tells how many hours before the image each value was taken
     * @param race {@code groups} or {@code as-written}
     */
    public record Values(String implausible, boolean ages, String race) {}

    /**
     * @param types of groups: APR, HCFA
     * @param splitCommas whether a description with commas becomes several features, as in the paper's released list
     * @param leastCases a description of fewer cases is left out
     * @param most features, the most frequent first
     */
    public record Drg(List<String> types, boolean splitCommas, int leastCases, int most) {

        public Drg {
            types = List.copyOf(types);
        }
    }

    /**
     * @param official parts of the official split to keep
     * @param folds number of folds, by patient
     */
    public record Split(List<String> official, int folds, long seed) {

        public Split {
            official = List.copyOf(official);
        }
    }

    /** The choices of a set of features. */
    public static MimicPlan of(String features) {
        return MimicPlanToml.preset(features);
    }

    /** Reads import.toml. */
    public static MimicPlan read(Path file) {
        return TomlFile.read(file, MimicPlanToml::read);
    }

    /** The same with other values for some keys, each as {@code section.key=value}. */
    public MimicPlan with(List<String> changes) {
        String toml = TomlText.changes(changes, BARE, "labs.window_hours=24");
        return TomlFile.parse(toml, "--set", section -> MimicPlanToml.read(section, this));
    }

    /** Every key, so that the import can be repeated. */
    public String toToml() {
        return MimicPlanToml.write(this);
    }

    boolean isClinical() {
        return features.equals(CLINICAL);
    }

    boolean wantsCharts() {
        return isClinical() && vitals.charted();
    }

    boolean hasGroups() {
        return features.equals(PAPER);
    }
}

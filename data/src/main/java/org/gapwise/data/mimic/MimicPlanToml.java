package org.gapwise.data.mimic;

import java.util.List;
import org.gapwise.core.toml.Spelling;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.core.toml.TomlText;

/** How a plan stands in import.toml. */
final class MimicPlanToml {

    private static final int VERSION = 1;

    static final List<String> TARGETS = List.of(
            "Atelectasis",
            "Cardiomegaly",
            "Consolidation",
            "Edema",
            "Enlarged Cardiomediastinum",
            "Fracture",
            "Lung Lesion",
            "Lung Opacity",
            "No Finding",
            "Pleural Effusion",
            "Pleural Other",
            "Pneumonia",
            "Pneumothorax",
            "Support Devices");

    private MimicPlanToml() {}

    static MimicPlan preset(String features) {
        boolean paper = !features.equals(MimicPlan.CLINICAL);
        return new MimicPlan(
                features,
                "cases.csv",
                new MimicPlan.Images(
                        "study",
                        List.of("frontal"),
                        List.of("PA", "AP"),
                        List.of("LATERAL", "LL"),
                        paper,
                        List.of(ImageTrees.JPG, ImageTrees.DCM),
                        "fault"),
                new MimicPlan.Labels("chexpert", paper ? "blank" : "keep", "keep", "derived", TARGETS),
                new MimicPlan.Link(paper ? "any" : "nothing"),
                new MimicPlan.Vitals(paper ? "triage" : "last", 24, "storetime"),
                new MimicPlan.Labs(LabCatalogue.names(), 48, "storetime"),
                new MimicPlan.Body(365),
                new MimicPlan.Values("drop", !paper, paper ? "as-written" : "groups"),
                new MimicPlan.Drg(List.of("APR", "HCFA"), true, 10, 372),
                new MimicPlan.Split(List.of("train", "validate", "test"), 5, 42));
    }

    static MimicPlan read(TomlSection root) {
        return read(root, preset(root.choice("features", MimicPlan.CLINICAL, MimicPlan.FEATURES)));
    }

    /** What the file does not name stays as it is in {@code base}. */
    static MimicPlan read(TomlSection root, MimicPlan base) {
        int version = root.whole("version", VERSION, 1);
        if (version != VERSION) {
            root.problem("version", "is " + version + ", this release reads version 1.", "Use a newer release.");
        }
        return new MimicPlan(
                root.choice("features", base.features(), MimicPlan.FEATURES),
                table(root, base.table()),
                root.section("images", s -> images(s, base.images())),
                root.section("labels", s -> labels(s, base.labels())),
                root.section("link", s -> link(s, base.link())),
                root.section("vitals", s -> vitals(s, base.vitals())),
                root.section("labs", s -> labs(s, base.labs())),
                root.section("body", s -> body(s, base.body())),
                root.section("values", s -> values(s, base.values())),
                root.section("drg", s -> drg(s, base.drg())),
                root.section("split", s -> split(s, base.split())));
    }

    private static MimicPlan.Link link(TomlSection s, MimicPlan.Link base) {
        List<String> kinds = List.of("nothing", "any", "admission", "ed", "icu");
        return new MimicPlan.Link(s.choice("require", base.require(), kinds));
    }

    private static MimicPlan.Vitals vitals(TomlSection s, MimicPlan.Vitals base) {
        return new MimicPlan.Vitals(
                s.choice("source", base.source(), List.of("last", "ed", "triage")),
                s.whole("window_hours", base.windowHours(), 1),
                s.choice("known_by", base.knownBy(), List.of("storetime", "charttime")));
    }

    private static MimicPlan.Body body(TomlSection s, MimicPlan.Body base) {
        return new MimicPlan.Body(s.whole("window_days", base.windowDays(), 1));
    }

    private static MimicPlan.Values values(TomlSection s, MimicPlan.Values base) {
        return new MimicPlan.Values(
                s.choice("implausible", base.implausible(), List.of("drop", "keep")),
                s.flag("ages", base.ages()),
                s.choice("race", base.race(), List.of("groups", "as-written")));
    }

    private static MimicPlan.Drg drg(TomlSection s, MimicPlan.Drg base) {
        return new MimicPlan.Drg(
                words(s, "types", base.types(), List.of("APR", "HCFA")),
                s.flag("split_commas", base.splitCommas()),
                s.whole("least_cases", base.leastCases(), 1),
                s.whole("most", base.most(), 1));
    }

    private static MimicPlan.Split split(TomlSection s, MimicPlan.Split base) {
        return new MimicPlan.Split(
                words(s, "official", base.official(), List.of("train", "validate", "test")),
                s.whole("folds", base.folds(), 2),
                s.whole("seed", base.seed()));
    }

    private static String table(TomlSection root, String otherwise) {
        String table = root.text("table", otherwise);
        if (!table.matches("[A-Za-z0-9_-]+\\.(csv|parquet)")) {
            root.problem("table", "is no plain name of a table.", "Write e.g. \"cases.csv\" or \"cases.parquet\".");
            return otherwise;
        }
        return table;
    }

    private static MimicPlan.Images images(TomlSection s, MimicPlan.Images base) {
        return new MimicPlan.Images(
                s.choice("per", base.per(), List.of("study", "image")),
                words(s, "views", base.views(), List.of("frontal", "lateral")),
                s.texts("frontal", base.frontal()),
                s.texts("lateral", base.lateral()),
                s.flag("required", base.required()),
                words(s, "files", base.files(), List.of(ImageTrees.JPG, ImageTrees.DCM)),
                s.choice("absent", base.absent(), List.of("fault", "drop", "unchecked")));
    }

    private static MimicPlan.Labels labels(TomlSection s, MimicPlan.Labels base) {
        return new MimicPlan.Labels(
                s.choice("source", base.source(), List.of("chexpert", "negbio")),
                s.choice("uncertain", base.uncertain(), List.of("keep", "blank", "positive", "negative")),
                s.choice("blank", base.blank(), List.of("keep", "negative")),
                s.choice("no_finding", base.noFinding(), List.of("derived", "as-given")),
                words(s, "targets", base.targets(), TARGETS));
    }

    private static MimicPlan.Labs labs(TomlSection s, MimicPlan.Labs base) {
        return new MimicPlan.Labs(
                words(s, "items", base.items(), LabCatalogue.names()),
                s.whole("window_hours", base.windowHours(), 1),
                s.choice("known_by", base.knownBy(), List.of("storetime", "charttime")));
    }

    private static List<String> words(TomlSection section, String key, List<String> otherwise, List<String> allowed) {
        List<String> words = section.texts(key, otherwise);
        for (String word : words) {
            if (!allowed.contains(word)) {
                String hint = Spelling.didYouMean(word, allowed);
                section.problem(key, "names \"" + word + "\", which is not one of " + allowed + ".", hint);
            }
        }
        return words.stream().distinct().toList();
    }

    static String write(MimicPlan plan) {
        MimicPlan.Vitals vitals = plan.vitals();
        MimicPlan.Labs labs = plan.labs();
        MimicPlan.Values values = plan.values();
        MimicPlan.Drg drg = plan.drg();
        MimicPlan.Split split = plan.split();
        return "version = 1\n"
                + TomlText.line("features", plan.features())
                + TomlText.line("table", plan.table())
                + write(plan.images())
                + write(plan.labels())
                + section("link", TomlText.line("require", plan.link().require()))
                + section(
                        "vitals",
                        TomlText.line("source", vitals.source())
                                + TomlText.plain("window_hours", vitals.windowHours())
                                + TomlText.line("known_by", vitals.knownBy()))
                + section(
                        "labs",
                        TomlText.line("items", labs.items())
                                + TomlText.plain("window_hours", labs.windowHours())
                                + TomlText.line("known_by", labs.knownBy()))
                + section("body", TomlText.plain("window_days", plan.body().windowDays()))
                + section(
                        "values",
                        TomlText.line("implausible", values.implausible())
                                + TomlText.plain("ages", values.ages())
                                + TomlText.line("race", values.race()))
                + section(
                        "drg",
                        TomlText.line("types", drg.types())
                                + TomlText.plain("split_commas", drg.splitCommas())
                                + TomlText.plain("least_cases", drg.leastCases())
                                + TomlText.plain("most", drg.most()))
                + section(
                        "split",
                        TomlText.line("official", split.official())
                                + TomlText.plain("folds", split.folds())
                                + TomlText.plain("seed", split.seed()));
    }

    private static String write(MimicPlan.Images images) {
        return section(
                "images",
                TomlText.line("per", images.per())
                        + TomlText.line("views", images.views())
                        + TomlText.line("frontal", images.frontal())
                        + TomlText.line("lateral", images.lateral())
                        + TomlText.plain("required", images.required())
                        + TomlText.line("files", images.files())
                        + TomlText.line("absent", images.absent()));
    }

    private static String write(MimicPlan.Labels labels) {
        return section(
                "labels",
                TomlText.line("source", labels.source())
                        + TomlText.line("uncertain", labels.uncertain())
                        + TomlText.line("blank", labels.blank())
                        + TomlText.line("no_finding", labels.noFinding())
                        + TomlText.line("targets", labels.targets()));
    }

    private static String section(String name, String lines) {
        return "\n[" + name + "]\n" + lines;
    }
}

package org.gapwise.data.mimic;

import java.util.List;
import java.util.stream.Collectors;
import org.gapwise.core.toml.Spelling;
import org.gapwise.core.toml.TomlSection;

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
                        "study", List.of("frontal"), List.of("PA", "AP"), List.of("LATERAL", "LL"), paper, "jpg", "fault"),
                new MimicPlan.Labels("chexpert", paper ? "blank" : "keep", "keep", "derived", TARGETS),
                new MimicPlan.Link(paper ? "any" : "nothing"),
                new MimicPlan.Vitals(paper ? "triage" : "last", 24),
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
                root.section("link", s -> new MimicPlan.Link(s.choice(
                        "require", base.link().require(), List.of("nothing", "any", "admission", "ed", "icu")))),
                root.section("vitals", s -> new MimicPlan.Vitals(
                        s.choice("source", base.vitals().source(), List.of("last", "triage")),
                        s.whole("window_hours", base.vitals().windowHours(), 1))),
                root.section("labs", s -> labs(s, base.labs())),
                root.section("body", s -> new MimicPlan.Body(
                        s.whole("window_days", base.body().windowDays(), 1))),
                root.section("values", s -> new MimicPlan.Values(
                        s.choice("implausible", base.values().implausible(), List.of("drop", "keep")),
                        s.flag("ages", base.values().ages()),
                        s.choice("race", base.values().race(), List.of("groups", "as-written")))),
                root.section("drg", s -> new MimicPlan.Drg(
                        words(s, "types", base.drg().types(), List.of("APR", "HCFA")),
                        s.flag("split_commas", base.drg().splitCommas()),
                        s.whole("least_cases", base.drg().leastCases(), 1),
                        s.whole("most", base.drg().most(), 1))),
                root.section("split", s -> new MimicPlan.Split(
                        words(s, "official", base.split().official(), List.of("train", "validate", "test")),
                        s.whole("folds", base.split().folds(), 2),
                        s.whole("seed", base.split().seed()))));
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
                s.choice("files", base.files(), List.of("jpg", "dcm")),
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
        MimicPlan.Images images = plan.images();
        MimicPlan.Labels labels = plan.labels();
        return "version = 1\n" + line("features", plan.features()) + line("table", plan.table())
                + "\n[images]\n" + line("per", images.per()) + line("views", images.views())
                + line("frontal", images.frontal()) + line("lateral", images.lateral())
                + plain("required", images.required()) + line("files", images.files()) + line("absent", images.absent())
                + "\n[labels]\n" + line("source", labels.source()) + line("uncertain", labels.uncertain())
                + line("blank", labels.blank()) + line("no_finding", labels.noFinding())
                + line("targets", labels.targets())
                + "\n[link]\n" + line("require", plan.link().require())
                + "\n[vitals]\n" + line("source", plan.vitals().source())
                + plain("window_hours", plan.vitals().windowHours())
                + "\n[labs]\n" + line("items", plan.labs().items())
                + plain("window_hours", plan.labs().windowHours()) + line("known_by", plan.labs().knownBy())
                + "\n[body]\n" + plain("window_days", plan.body().windowDays())
                + "\n[values]\n" + line("implausible", plan.values().implausible())
                + plain("ages", plan.values().ages()) + line("race", plan.values().race())
                + "\n[drg]\n" + line("types", plan.drg().types()) + plain("split_commas", plan.drg().splitCommas())
                + plain("least_cases", plan.drg().leastCases()) + plain("most", plan.drg().most())
                + "\n[split]\n" + line("official", plan.split().official())
                + plain("folds", plan.split().folds()) + plain("seed", plan.split().seed());
    }

    private static String plain(String key, Object value) {
        return key + " = " + value + "\n";
    }

    private static String line(String key, String value) {
        return key + " = " + quoted(value) + "\n";
    }

    private static String line(String key, List<String> values) {
        return key + " = "
                + values.stream().map(MimicPlanToml::quoted).collect(Collectors.joining(", ", "[", "]\n"));
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

package org.gapwise.data.fhir;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.toml.Spelling;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.core.toml.TomlText;
import org.gapwise.data.clinical.ClinicalFeatures;
import org.gapwise.data.clinical.ClinicalFeatures.Kind;

/** How a plan stands in import.toml. */
final class FhirPlanToml {

    private static final int VERSION = 1;
    private static final String SOURCE = "fhir";
    private static final List<String> LABS =
            ClinicalFeatures.of(Kind.LAB).stream().map(Numeric::name).toList();

    /** Admission to intensive care, in SNOMED CT. */
    private static final List<String> ICU = List.of("http://snomed.info/sct|305351004");

    static final FhirPlan USUAL = new FhirPlan(
            "cases.csv",
            new FhirPlan.Cases("study", List.of(), List.of(), 24, ICU, ZoneOffset.UTC),
            new FhirPlan.Images("tree", "dcm", false, "drop"),
            new FhirPlan.Labels("none", "blank"),
            new FhirPlan.Windows(24, LABS, 48, 365),
            new FhirPlan.Values("issued", "drop", "bound", true),
            new FhirPlan.Split(5, 42),
            List.of());

    private FhirPlanToml() {}

    /** What the file does not name stays as it is in {@code base}. */
    static FhirPlan read(TomlSection root, FhirPlan base) {
        int version = root.whole("version", VERSION, 1);
        if (version != VERSION) {
            root.problem("version", "is " + version + ", this release reads version 1.", "Use a newer release.");
        }
        root.choice("source", SOURCE, List.of(SOURCE));
        FhirPlan.Labels labels = root.section("labels", s -> labels(s, base.labels()));
        List<FhirPlan.Target> targets =
                root.has("target") ? root.sections("target", s -> target(s, labels.source())) : base.targets();
        check(root, labels, targets);
        return new FhirPlan(
                table(root, base.table()),
                root.section("cases", s -> cases(s, base.cases())),
                root.section("images", s -> images(s, base.images())),
                labels,
                windows(root, base.windows()),
                root.section("values", s -> values(s, base.values())),
                root.section("split", s -> split(s, base.split())),
                targets);
    }

    private static void check(TomlSection root, FhirPlan.Labels labels, List<FhirPlan.Target> targets) {
        if (labels.source().equals("none") != targets.isEmpty()) {
            root.problem(
                    "labels",
                    targets.isEmpty() ? "has a source, and there is no [[target]]." : "has no source for the targets.",
                    "Set labels.source to report or observation and list targets, or neither.");
        }
        Set<String> taken = taken();
        for (FhirPlan.Target target : targets) {
            String name = target.name();
            if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
                root.problem("target", "has a name that is blank or holds a control character.", "Name it plainly.");
            } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                root.problem(
                        "target",
                        "is called \"" + name + "\", as another target, a feature or a column of the table is.",
                        "Give each its own name; case makes no difference.");
            }
        }
    }

    /** Columns of the table, whatever is in them, in lower case. */
    private static Set<String> taken() {
        Set<String> taken = new HashSet<>(List.of(
                "study_id",
                "encounter_id",
                "subject_id",
                "fold",
                "age",
                "sex",
                "race",
                "place",
                "image",
                "image_file"));
        for (Kind kind : Kind.values()) {
            ClinicalFeatures.of(kind)
                    .forEach(feature -> taken.addAll(List.of(feature.name(), feature.name() + "_hours")));
        }
        return taken;
    }

    private static String table(TomlSection root, String otherwise) {
        String table = root.text("table", otherwise);
        if (!table.matches("[A-Za-z0-9_-]+\\.(csv|parquet)")) {
            root.problem("table", "is no plain name of a table.", "Write e.g. \"cases.csv\" or \"cases.parquet\".");
            return otherwise;
        }
        return table;
    }

    private static FhirPlan.Cases cases(TomlSection s, FhirPlan.Cases base) {
        return new FhirPlan.Cases(
                s.choice("per", base.per(), List.of("study", "encounter")),
                s.texts("modalities", base.modalities()),
                s.texts("classes", base.classes()),
                s.whole("hours", base.hours(), 1),
                s.texts("icu", base.icu()),
                zone(s, base.zone()));
    }

    private static ZoneId zone(TomlSection s, ZoneId base) {
        String name = s.text("zone", base.getId());
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            s.problem("zone", "is no time zone.", "Write e.g. \"Europe/Vienna\", \"-05:00\" or \"UTC\".");
            return base;
        }
    }

    private static FhirPlan.Images images(TomlSection s, FhirPlan.Images base) {
        return new FhirPlan.Images(
                s.choice("names", base.names(), List.of("tree", "flat")),
                s.choice("ending", base.ending(), List.of("dcm", "jpg", "png")),
                s.flag("required", base.required()),
                s.choice("absent", base.absent(), List.of("drop", "fault", "unchecked")));
    }

    private static FhirPlan.Labels labels(TomlSection s, FhirPlan.Labels base) {
        return new FhirPlan.Labels(
                s.choice("source", base.source(), List.of("none", "report", "observation")),
                s.choice("unlisted", base.unlisted(), List.of("blank", "negative")));
    }

    private static FhirPlan.Windows windows(TomlSection root, FhirPlan.Windows base) {
        int vitals = root.section("vitals", s -> s.whole("window_hours", base.vitalHours(), 1));
        int body = root.section("body", s -> s.whole("window_days", base.bodyDays(), 1));
        return root.section(
                "labs",
                s -> new FhirPlan.Windows(
                        vitals, items(s, base.labs()), s.whole("window_hours", base.labHours(), 1), body));
    }

    private static List<String> items(TomlSection s, List<String> base) {
        List<String> items = s.texts("items", base);
        for (String item : items) {
            if (!LABS.contains(item)) {
                s.problem(
                        "items",
                        "names \"" + item + "\", which is not one of " + LABS + ".",
                        Spelling.didYouMean(item, LABS));
            }
        }
        return LABS.stream().filter(items::contains).toList();
    }

    private static FhirPlan.Values values(TomlSection s, FhirPlan.Values base) {
        return new FhirPlan.Values(
                s.choice("known_by", base.knownBy(), List.of("issued", "effective")),
                s.choice("implausible", base.implausible(), List.of("drop", "keep")),
                s.choice("comparators", base.comparators(), List.of("bound", "drop")),
                s.flag("ages", base.ages()));
    }

    private static FhirPlan.Split split(TomlSection s, FhirPlan.Split base) {
        return new FhirPlan.Split(s.whole("folds", base.folds(), 2), s.whole("seed", base.seed()));
    }

    private static FhirPlan.Target target(TomlSection s, String source) {
        FhirPlan.Target target = new FhirPlan.Target(
                s.text("name"),
                s.texts("code", List.of()),
                s.texts("positive", List.of()),
                s.texts("negative", List.of()),
                s.texts("uncertain", List.of()));
        if (source.equals("observation") == target.code().isEmpty()) {
            s.problem(
                    "code",
                    "is for labels.source = \"observation\", and is needed there.",
                    "Name the codes of the Observations that tell this target, or leave it out.");
        }
        if (source.equals("report") && target.positive().isEmpty()) {
            s.problem("positive", "lists no code.", "Name the conclusion codes that mean yes.");
        }
        if (FhirPlan.told(target).distinct().count() < FhirPlan.told(target).count()) {
            s.problem("positive", "shares a code with negative or uncertain.", "Let a code mean one thing.");
        }
        return target;
    }

    static String write(FhirPlan plan) {
        FhirPlan.Cases cases = plan.cases();
        FhirPlan.Images images = plan.images();
        FhirPlan.Windows windows = plan.windows();
        return "version = 1\n"
                + TomlText.line("source", SOURCE)
                + TomlText.line("table", plan.table())
                + "\n[cases]\n"
                + TomlText.line("per", cases.per())
                + TomlText.line("modalities", cases.modalities())
                + TomlText.line("classes", cases.classes())
                + TomlText.plain("hours", cases.hours())
                + TomlText.line("icu", cases.icu())
                + TomlText.line("zone", cases.zone().getId())
                + "\n[images]\n"
                + TomlText.line("names", images.names())
                + TomlText.line("ending", images.ending())
                + TomlText.plain("required", images.required())
                + TomlText.line("absent", images.absent())
                + "\n[vitals]\n"
                + TomlText.plain("window_hours", windows.vitalHours())
                + "\n[labs]\n"
                + TomlText.line("items", windows.labs())
                + TomlText.plain("window_hours", windows.labHours())
                + "\n[body]\n"
                + TomlText.plain("window_days", windows.bodyDays())
                + rest(plan);
    }

    private static String rest(FhirPlan plan) {
        return "\n[values]\n"
                + TomlText.line("known_by", plan.values().knownBy())
                + TomlText.line("implausible", plan.values().implausible())
                + TomlText.line("comparators", plan.values().comparators())
                + TomlText.plain("ages", plan.values().ages())
                + "\n[labels]\n"
                + TomlText.line("source", plan.labels().source())
                + TomlText.line("unlisted", plan.labels().unlisted())
                + "\n[split]\n"
                + TomlText.plain("folds", plan.split().folds())
                + TomlText.plain("seed", plan.split().seed())
                + plan.targets().stream().map(FhirPlanToml::write).collect(Collectors.joining());
    }

    private static String write(FhirPlan.Target target) {
        return "\n[[target]]\n"
                + TomlText.line("name", target.name())
                + TomlText.line("code", target.code())
                + TomlText.line("positive", target.positive())
                + TomlText.line("negative", target.negative())
                + TomlText.line("uncertain", target.uncertain());
    }
}

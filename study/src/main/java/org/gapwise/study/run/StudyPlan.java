package org.gapwise.study.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.ConfigException;
import org.gapwise.core.toml.Spelling;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.study.Recipes;
import org.gapwise.study.protocol.Rates;
import org.gapwise.train.Plan;

/**
 * What decides a study, as study.toml says it.
 *
 * @param folds K
 * @param valid share of the cases outside the test fold that validate
 * @param strength of the mechanisms that are not random: log odds a standard deviation of what drives them
 * @param methods ids of those who take part; empty for all
 * @param resamples of the bootstrap
 * @param workers networks trained at once, each on one thread; 1 for one at a time on all threads
 */
public record StudyPlan(
        long seed,
        int folds,
        double valid,
        Rates rates,
        double strength,
        List<String> methods,
        int resamples,
        int workers,
        Recipes recipes) {

    public static final List<String> PRESETS = List.of("quick", "workstation", "paper");

    public StudyPlan {
        methods = List.copyOf(methods);
    }

    /** A preset as it lies in the jar. */
    public static StudyPlan preset(String name) {
        if (!PRESETS.contains(name)) {
            throw new ConfigException(
                    "there is no study preset \"" + name + "\".",
                    "--preset",
                    (Spelling.didYouMean(name, PRESETS) + " There are " + String.join(", ", PRESETS) + ".").strip());
        }
        return TomlFile.parse(text(name), "study preset " + name, root -> read(root, base()));
    }

    /** Reads study.toml over the preset that it names ({@code workstation} when it names none). */
    public static StudyPlan read(Path file) {
        return TomlFile.read(file, root -> read(root, preset(root.choice("preset", "workstation", PRESETS))));
    }

    /** At work at once: one a network, or all on a single one. */
    public int threads() {
        return workers > 1 ? workers : Runtime.getRuntime().availableProcessors();
    }

    /** This plan for some methods. */
    public StudyPlan withMethods(List<String> some) {
        return new StudyPlan(seed, folds, valid, rates, strength, some, resamples, workers, recipes);
    }

    /** This plan with another K. */
    public StudyPlan withFolds(int count) {
        if (count < 2) {
            throw new ConfigException("a study of " + count + " folds.", "--folds", "Give 2 at least.");
        }
        return new StudyPlan(seed, count, valid, rates, strength, methods, resamples, workers, recipes);
    }

    /** This plan with another seed, for folds, gaps and trainings. */
    public StudyPlan withSeed(long other) {
        return new StudyPlan(
                other, folds, valid, rates, strength, methods, resamples, workers, recipes.withSeed(other));
    }

    /** Keys of every network changed, e.g. {@code vision.image_size=32}. */
    public StudyPlan with(List<String> changes) {
        Recipes changed =
                new Recipes(recipes.ours().with(changes), recipes.paper().with(changes));
        return new StudyPlan(seed, folds, valid, rates, strength, methods, resamples, workers, changed);
    }

    private static StudyPlan base() {
        return new StudyPlan(
                1,
                5,
                0.15,
                Rates.PAPER,
                1.5,
                List.of(),
                1000,
                1,
                new Recipes(Plan.preset("balanced"), Plan.preset("paper")));
    }

    private static StudyPlan read(TomlSection root, StudyPlan base) {
        root.has("preset");
        int version = root.whole("version", 1, 1);
        if (version != 1) {
            root.problem("version", "is " + version + ", this release reads version 1.", "Use a newer release.");
        }
        long seed = root.whole("seed", base.seed);
        Recipes recipes =
                new Recipes(recipe(root, "ours", base.recipes.ours()), recipe(root, "paper", base.recipes.paper()));
        List<Double> train = root.numbers("train_rates").orElse(base.rates.train());
        List<Double> test = root.numbers("test_rates").orElse(base.rates.test());
        return new StudyPlan(
                seed,
                root.whole("folds", base.folds, 2),
                root.number("valid", base.valid, 0.01, 0.5),
                root.checked("train_rates", () -> new Rates(train, test)).orElse(base.rates),
                root.number("strength", base.strength, 0, 100),
                root.texts("methods", base.methods),
                root.whole("resamples", base.resamples, 0),
                workers(root, base),
                recipes.withSeed(seed));
    }

    /** 0 stands for one a processor, and is kept as what it stood for: the same threads give the same bits. */
    private static int workers(TomlSection root, StudyPlan base) {
        int workers = root.whole("workers", base.workers, 0);
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    private static Plan recipe(TomlSection root, String key, Plan base) {
        return root.section(key, section -> {
            Plan start = section.has("preset") ? Plan.preset(section.choice("preset", "balanced", Plan.PRESETS)) : base;
            return start.with(section.texts("set", List.of()));
        });
    }

    /** Every key but who takes part, so that the study can be repeated whatever later releases put into presets. */
    public String toToml() {
        return "version = 1\nseed = " + seed + "\nfolds = " + folds + "\nvalid = " + valid + "\ntrain_rates = "
                + rates.train() + "\ntest_rates = " + rates.test() + "\nstrength = " + strength + "\nresamples = "
                + resamples + "\nworkers = " + workers + "\n\n" + toToml("ours", recipes.ours()) + "\n"
                + toToml("paper", recipes.paper());
    }

    private static String toToml(String name, Plan plan) {
        StringBuilder toml = new StringBuilder("[" + name + "]\npreset = \"" + plan.preset() + "\"\nset = [\n");
        String section = "";
        for (String line : plan.toToml().lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1) + ".";
            } else if (line.contains(" = ") && !section.isEmpty()) {
                String change = section + line.replaceFirst(" = ", "=");
                toml.append("  \"")
                        .append(change.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append("\",\n");
            }
        }
        return toml.append("]\n").toString();
    }

    private static String text(String preset) {
        try (InputStream in = StudyPlan.class.getResourceAsStream("preset/" + preset + ".toml")) {
            if (in == null) {
                throw new IllegalStateException("the study preset " + preset + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

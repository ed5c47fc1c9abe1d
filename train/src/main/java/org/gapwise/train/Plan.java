package org.gapwise.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;
import org.gapwise.core.toml.Spelling;
import org.gapwise.core.toml.TomlFile;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.core.toml.TomlText;
import org.gapwise.model.ModelSpec;

/**
 * Everything that decides a training run. A preset is a complete plan; a plan file and {@code --set} change parts of
 * it.
 */
public record Plan(
        String preset,
        long seed,
        DataPlan data,
        ModelSpec model,
        AugmentPlan augment,
        StagePlan pretrain,
        StagePlan train) {

    public static final List<String> PRESETS = List.of("balanced", "quick", "paper", "paper-as-released");

    /** Values of {@code --set} that need no quotes. */
    private static final Pattern BARE = Pattern.compile("true|false|[-+]?[0-9.][0-9.eE+-]*|\".*\"");

    /** A preset as it lies in the jar. */
    public static Plan preset(String name) {
        if (!PRESETS.contains(name)) {
            throw new ConfigException(
                    "there is no preset \"" + name + "\".",
                    "",
                    (Spelling.didYouMean(name, PRESETS) + " There are " + String.join(", ", PRESETS) + ".").strip());
        }
        return TomlFile.parse(text(name), "preset " + name, section -> read(section, Baseline.plan()))
                .named(name);
    }

    /** Reads plan.toml over the preset it names ({@code balanced} when it names none). */
    public static Plan read(Path file) {
        return TomlFile.read(file, Plan::read);
    }

    /** The same from a text; {@code name} says in messages where it came from. */
    public static Plan parse(String text, String name) {
        return TomlFile.parse(text, name, Plan::read);
    }

    /** This plan with single keys changed, each written {@code section.key=value}. */
    public Plan with(List<String> changes) {
        String toml = TomlText.changes(changes, BARE, "train.epochs=3");
        return TomlFile.parse(toml, "--set", section -> read(section, this));
    }

    public Plan withSeed(long newSeed) {
        return new Plan(preset, newSeed, data, model, augment, pretrain, train);
    }

    public Plan withModel(ModelSpec newModel) {
        return new Plan(preset, seed, data, newModel, augment, pretrain, train);
    }

    public Plan withStages(StagePlan newPretrain, StagePlan newTrain) {
        return new Plan(preset, seed, data, model, augment, newPretrain, newTrain);
    }

    /** Every key, so that the run can be repeated whatever later releases put into their presets. */
    public String toToml() {
        return "version = 1\npreset = \"" + preset + "\"\nseed = " + seed + "\n\n" + data.toToml() + "\n"
                + ModelToml.write(model) + "\n" + augment.toToml() + "\n" + pretrain.toTomlFirst() + "\n"
                + train.toToml("train");
    }

    private Plan named(String name) {
        return new Plan(name, seed, data, model, augment, pretrain, train);
    }

    private static Plan read(TomlSection root) {
        String preset = root.choice("preset", "balanced", PRESETS);
        return read(root, preset(preset));
    }

    private static Plan read(TomlSection root, Plan base) {
        int version = root.whole("version", 1, 1);
        if (version != 1) {
            root.problem("version", "is " + version + ", this release reads version 1.", "Use a newer release.");
        }
        root.has("preset");
        return new Plan(
                base.preset,
                root.whole("seed", base.seed),
                root.section("data", section -> DataPlan.read(section, base.data)),
                ModelSpec.read(root, base.model),
                root.section("augment", section -> AugmentPlan.read(section, base.augment)),
                root.section("pretrain", section -> StagePlan.readFirst(section, base.pretrain)),
                root.section("train", section -> StagePlan.read(section, base.train)));
    }

    private static String text(String preset) {
        try (InputStream in = Plan.class.getResourceAsStream("preset/" + preset + ".toml")) {
            if (in == null) {
                throw new IllegalStateException("the preset " + preset + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

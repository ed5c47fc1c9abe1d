package org.gapwise.study.run;

import static org.gapwise.evaluate.study.Entrant.Family.ABLATION;
import static org.gapwise.evaluate.study.Entrant.Family.BASELINE;
import static org.gapwise.evaluate.study.Entrant.Family.OURS;
import static org.gapwise.evaluate.study.Entrant.Family.PAPER;
import static org.gapwise.evaluate.study.Entrant.Family.RIVAL;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.ConfigException;
import org.gapwise.core.Problems;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.toml.Spelling;
import org.gapwise.evaluate.study.Entrant;
import org.gapwise.study.Method;
import org.gapwise.study.Recipes;
import org.gapwise.study.impute.Imputed;
import org.gapwise.study.network.OneNetwork;
import org.gapwise.study.network.Stages;
import org.gapwise.study.network.Unimodal;
import org.gapwise.study.pattern.LateFusion;
import org.gapwise.study.pattern.ModelSelection;
import org.gapwise.study.pattern.Oracle;
import org.gapwise.study.pattern.Vote;
import org.gapwise.study.protocol.Names;
import org.gapwise.study.tree.BoostedTrees;

/** All methods that can take part in a study. A new one is one more line here. */
public final class Catalogue {

    private static final String NO_DROPOUT = "train.modality_dropout=0";
    /** For rivals, whose way of learning to do without is to lose modalities at random. */
    private static final String DROPOUT = "train.modality_dropout=0.5";

    private static final String PLAIN = "model.fusion=transformer";
    /** Without self-distillation. */
    private static final String VIEWS = "model.fusion=views";

    private static final String NO_MASKING = "train.feature_masking=0";
    private static final String ZEROS = "model.gaps=zeros";
    private static final String CONTRAST = "pretrain.objective=contrast";
    private static final String ONE_VIEW = "train.views=as-is";

    private Catalogue() {}

    /** Everybody, on cohorts of this schema. */
    public static List<Method> all(Schema schema) {
        List<Method> methods = new ArrayList<>();
        methods.add(ours("ours", "Gapwise", OURS));
        methods.add(paper("paper", "Masked attention (paper)", PAPER));
        methods.add(paper("paper-as-released", "As released", PAPER, "model.gaps=released", "model.readout=released"));
        baselines(methods);
        ablations(methods);
        rivals(methods);
        if (schema.tables().size() == 1 && !schema.images().isEmpty()) {
            methods.add(ours("contrast", "Contrastive pre-training", RIVAL, VIEWS, CONTRAST, "pretrain.epochs=6"));
        }
        for (Modality modality : schema.modalities()) {
            String name = modality.name();
            methods.add(new Unimodal("unimodal-" + Names.id(schema, name), name + " alone", name, Recipes::ours));
            methods.add(new Unimodal(
                    "paper-unimodal-" + Names.id(schema, name),
                    name + " alone (paper)",
                    name,
                    recipes -> Stages.first(recipes.paper())));
        }
        methods.addAll(Imputed.all());
        methods.addAll(BoostedTrees.all());
        methods.add(new Oracle());
        return methods;
    }

    private static void baselines(List<Method> methods) {
        methods.add(paper("zeros", "Zeros", BASELINE, "model.fusion=concat", ZEROS, NO_DROPOUT, NO_MASKING, ONE_VIEW));
        methods.add(paper(
                "max-pooling", "Max pooling", BASELINE, "model.fusion=max", ZEROS, NO_DROPOUT, NO_MASKING, ONE_VIEW));
        methods.add(new ModelSelection(
                "model-selection",
                "Model selection",
                BASELINE,
                List.of("model.fusion=concat", ZEROS, NO_DROPOUT, NO_MASKING, ONE_VIEW)));
    }

    private static void ablations(List<Method> methods) {
        methods.add(ours("no-distillation", "Gapwise, no distillation", ABLATION, VIEWS));
        methods.add(paper("mask-off-zeros", "Mask off, zeros", ABLATION, ZEROS, NO_DROPOUT, ONE_VIEW));
        methods.add(new ModelSelection(
                "mask-off-selection", "Mask off, model selection", ABLATION, List.of(ZEROS, NO_DROPOUT, ONE_VIEW)));
        methods.add(paper("frozen", "Frozen encoders", ABLATION, "train.encoder_rate=0"));
        methods.add(new LateFusion("late-mean", "Late fusion, mean", Vote.MEAN));
        methods.add(new LateFusion("late-max", "Late fusion, max", Vote.MAX));
        methods.add(new LateFusion("late-min", "Late fusion, min", Vote.MIN));
        methods.add(new LateFusion("late-vote", "Late fusion, vote", Vote.MAJORITY));
        methods.add(paper("no-modality-dropout", "No modality dropout", ABLATION, NO_DROPOUT));
        methods.add(paper("no-feature-masking", "No feature masking", ABLATION, NO_MASKING));
        methods.add(paper("no-tokens", "No modality tokens", ABLATION, "model.modality_token=none"));
        methods.add(paper("additive-tokens", "Additive tokens", ABLATION, "model.modality_token=additive"));
        methods.add(paper("dropout-15", "Modality dropout 0.15", ABLATION, "train.modality_dropout=0.15"));
        methods.add(paper("dropout-50", "Modality dropout 0.5", ABLATION, "train.modality_dropout=0.5"));
    }

    private static void rivals(List<Method> methods) {
        methods.add(ours("stand-in", "Stand-in token", RIVAL, PLAIN, DROPOUT, "model.gaps=stand-in"));
        methods.add(ours("shared-specific", "Shared and specific", RIVAL, DROPOUT, "model.fusion=shared-specific"));
        methods.add(ours("experts", "Mixture of experts", RIVAL, DROPOUT, "model.fusion=experts"));
    }

    private static Method ours(String id, String title, Entrant.Family family, String... changes) {
        return new OneNetwork(id, title, family, Recipes::ours, List.of(changes));
    }

    private static Method paper(String id, String title, Entrant.Family family, String... changes) {
        return new OneNetwork(id, title, family, Recipes::paper, List.of(changes));
    }

    /** Some of them, by id and in the order of {@link #all}; {@code ids} empty for everybody. */
    public static List<Method> chosen(Schema schema, List<String> ids) {
        List<Method> all = all(schema);
        List<String> known = all.stream().map(m -> m.entrant(schema).id()).toList();
        Problems problems = new Problems();
        for (String id : ids) {
            if (!known.contains(id)) {
                problems.add(
                        "there is no method \"" + id + "\".",
                        "methods",
                        (Spelling.didYouMean(id, known) + " There are " + String.join(", ", known) + ".").strip());
            }
        }
        problems.throwIfAny(ConfigException::new);
        return all.stream()
                .filter(m -> ids.isEmpty() || ids.contains(m.entrant(schema).id()))
                .toList();
    }
}

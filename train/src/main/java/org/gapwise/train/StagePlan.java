package org.gapwise.train;

import java.util.List;
import org.gapwise.core.toml.TomlSection;
import org.gapwise.model.FewerFeatures;
import org.gapwise.model.Trainee;

/**
 * How one stage of training runs: the {@code [pretrain]} and {@code [train]} parts of a plan.
 *
 * @param epochs most passes over the training part; 0 leaves the stage out
 * @param encoderRate learning rate of the encoders as a share of {@code learningRate}; 0 freezes them
 * @param clip largest norm of the gradient, 0 for no limit
 * @param average decay of the running mean of the weights, 0 for none; the mean is what is judged and kept
 * @param objective what encoders learn from before they meet: {@code labels}, each alone; {@code contrast}, together and
 *     without labels. Only the first stage has a choice
 */
public record StagePlan(
        int epochs,
        int batch,
        double learningRate,
        double encoderRate,
        double weightDecay,
        double clip,
        double average,
        SchedulePlan schedule,
        GapPlan gaps,
        String objective) {

    static final String LABELS = "labels";
    static final String CONTRAST = "contrast";

    /**
     * @param kind {@code plateau}: a ladder of tenfold steps down; {@code cosine}: a warm-up, then half a cosine
     * @param warmup plateau: epochs without checkpoint and patience; cosine: epochs of rising rate
     * @param patience plateau: epochs without improvement before a step down
     * @param rungs plateau: number of rates on the ladder
     * @param stop epochs without improvement before training ends
     * @param margin what counts as an improvement
     * @param monitor {@code loss} or {@code auroc} of the validation part
     * @param views what validation looks at: {@code as-is}, or {@code subsets}: also without each modality
     */
    public record SchedulePlan(
            String kind, int warmup, int patience, int rungs, int stop, double margin, String monitor, String views) {}

    /**
     * Evidence taken away in training, and how what little there is of some is dealt with.
     *
     * @param modalities probability that a case loses some of its modalities, never all
     * @param features probability that a case loses some of a table's features; of a network with views of its own, that a
     *     row of a view does
     * @param share upper bound of the share of a table's features lost, 1 for the paper's (all but two)
     * @param gather cases that have a modality which at most this share of all cases have stand in batches of their own; 0
     *     for one shuffle of all
     */
    public record GapPlan(double modalities, double features, double share, double gather) {}

    /** Reads {@code [pretrain]}, which has a key more than {@code [train]}. */
    static StagePlan readFirst(TomlSection section, StagePlan base) {
        String objective = section.choice("objective", base.objective, List.of(LABELS, CONTRAST));
        StagePlan read = read(section, base);
        if (objective.equals(CONTRAST) && read.schedule.monitor.equals("auroc")) {
            section.problem(
                    "monitor",
                    "is \"auroc\", and objective = \"contrast\" answers nothing that has one.",
                    "Write monitor = \"loss\".");
        }
        return read.with(read.schedule, objective);
    }

    static StagePlan read(TomlSection section, StagePlan base) {
        return new StagePlan(
                section.whole("epochs", base.epochs, 0),
                section.whole("batch", base.batch, 1),
                section.number("learning_rate", base.learningRate, 0, 10),
                section.number("encoder_rate", base.encoderRate, 0, 10),
                section.number("weight_decay", base.weightDecay, 0, 10),
                section.number("clip", base.clip, 0, 1e9),
                section.number("average", base.average, 0, 0.99999),
                schedule(section, base.schedule),
                new GapPlan(
                        section.number("modality_dropout", base.gaps.modalities, 0, 1),
                        section.number("feature_masking", base.gaps.features, 0, 1),
                        section.number("feature_share", base.gaps.share, 0, 1),
                        section.number("gather", base.gaps.gather, 0, 1)),
                base.objective);
    }

    private static SchedulePlan schedule(TomlSection section, SchedulePlan base) {
        return new SchedulePlan(
                section.choice("schedule", base.kind, List.of("plateau", "cosine")),
                section.whole("warmup", base.warmup, 0),
                section.whole("patience", base.patience, 1),
                section.whole("rungs", base.rungs, 1),
                section.whole("stop", base.stop, 1),
                section.number("margin", base.margin, 0, 1),
                section.choice("monitor", base.monitor, List.of("loss", "auroc")),
                section.choice("views", base.views, List.of("as-is", "subsets")));
    }

    /** The same stage judged on the validation part as it is: one modality alone has no smaller views. */
    StagePlan asIs() {
        SchedulePlan plain = new SchedulePlan(
                schedule.kind,
                schedule.warmup,
                schedule.patience,
                schedule.rungs,
                schedule.stop,
                schedule.margin,
                schedule.monitor,
                "as-is");
        return with(plain, objective);
    }

    /** What cases still have to lose when a network has been told how features are to go missing. */
    StagePlan besides(Trainee network) {
        if (!network.losesFeatures(new FewerFeatures(gaps.features, gaps.share))) {
            return this;
        }
        GapPlan others = new GapPlan(gaps.modalities, 0, gaps.share, gaps.gather);
        return new StagePlan(
                epochs, batch, learningRate, encoderRate, weightDecay, clip, average, schedule, others, objective);
    }

    private StagePlan with(SchedulePlan newSchedule, String newObjective) {
        return new StagePlan(
                epochs, batch, learningRate, encoderRate, weightDecay, clip, average, newSchedule, gaps, newObjective);
    }

    String toTomlFirst() {
        return toToml("pretrain") + "objective = \"" + objective + "\"\n";
    }

    String toToml(String name) {
        return "[" + name + "]\nepochs = " + epochs + "\nbatch = " + batch + "\nlearning_rate = " + learningRate
                + "\nencoder_rate = " + encoderRate + "\nweight_decay = " + weightDecay
                + "\nclip = " + clip + "\naverage = " + average + "\nschedule = \"" + schedule.kind + "\"\nwarmup = "
                + schedule.warmup + "\npatience = " + schedule.patience + "\nrungs = " + schedule.rungs + "\nstop = "
                + schedule.stop + "\nmargin = " + schedule.margin + "\nmonitor = \"" + schedule.monitor
                + "\"\nviews = \"" + schedule.views + "\"\nmodality_dropout = " + gaps.modalities
                + "\nfeature_masking = " + gaps.features + "\nfeature_share = " + gaps.share + "\ngather = "
                + gaps.gather
                + "\n";
    }
}

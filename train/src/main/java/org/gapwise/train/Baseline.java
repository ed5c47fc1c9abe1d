package org.gapwise.train;

import org.gapwise.core.encoding.Scaling;
import org.gapwise.model.FusionForm;
import org.gapwise.model.ModelSpec;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.TokenForm;
import org.gapwise.model.image.ImageSpec;
import org.gapwise.model.image.ImageTokens;
import org.gapwise.model.image.PixelScale;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.tabular.NumericForm;
import org.gapwise.nn.Precision;

/** What a key means when neither preset nor plan gives it. Presets give every key that matters to them. */
final class Baseline {

    private Baseline() {}

    static Plan plan() {
        ImageSpec image = new ImageSpec("resnet18", 64, ImageTokens.GRID, PixelScale.PRETRAINED, "");
        ModelSpec model = new ModelSpec(
                BlockStyle.PRENORM,
                new BlockSize(64, 4, 128, 0),
                2,
                2,
                ReadoutForm.SUMMARY,
                TokenForm.ADDITIVE,
                NumericForm.BIASED,
                ModelSpec.Gaps.MASKED,
                FusionForm.TRANSFORMER,
                image,
                Precision.FP32);
        StagePlan.SchedulePlan cosine = new StagePlan.SchedulePlan("cosine", 1, 25, 6, 1000, 0, "loss", "subsets");
        StagePlan train = stage(20, cosine, new StagePlan.GapPlan(0.3, 0.3, 1, 0));
        StagePlan none = stage(0, cosine, new StagePlan.GapPlan(0, 0.5, 1, 0));
        return new Plan(
                "none",
                42,
                new DataPlan(0.16, 0.2, Scaling.QUANTILE, UncertainPolicy.IGNORE),
                model,
                new AugmentPlan(0, 0, 0, 0, 0, 0, 0),
                none,
                train);
    }

    private static StagePlan stage(int epochs, StagePlan.SchedulePlan schedule, StagePlan.GapPlan gaps) {
        return new StagePlan(epochs, 32, 1e-3, 1, 0.01, 1, 0, schedule, gaps, StagePlan.LABELS);
    }
}

package org.gapwise.study.network;

import java.util.List;
import org.gapwise.train.Plan;

/** The two stages of the paper's training as plans of their own, so that methods share the first. */
public final class Stages {

    private Stages() {}

    /** Whether encoders learn alone first, on the labels. */
    public static boolean two(Plan plan) {
        return plan.pretrain().epochs() > 0 && plan.pretrain().objective().equals("labels");
    }

    /**
     * The first stage: one encoder and a head. What only matters when modalities meet is put to one value, so that
     * plans that differ in nothing else share the network.
     */
    public static Plan first(Plan plan) {
        return plan.withStages(plan.pretrain(), plan.pretrain())
                .with(List.of(
                        "pretrain.epochs=0",
                        "train.views=as-is",
                        "train.encoder_rate=1",
                        "train.modality_dropout=0",
                        "model.fusion=none",
                        "model.fusion_depth=1",
                        "model.gaps=masked",
                        "model.readout=flattened",
                        "model.modality_token=additive"));
    }

    /** The second stage, for encoders that have been through the first. */
    public static Plan second(Plan plan) {
        return plan.with(List.of("pretrain.epochs=0"));
    }
}

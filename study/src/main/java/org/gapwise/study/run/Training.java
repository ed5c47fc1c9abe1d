package org.gapwise.study.run;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.schema.Modality;
import org.gapwise.study.network.Stages;
import org.gapwise.train.Fingerprint;
import org.gapwise.train.Plan;
import org.gapwise.train.StagePlan;

/**
 * One network to be trained: what it learns from, how, and on which encoders it builds.
 *
 * @param encoders trainings of the first stage, one a modality; empty where there is one stage
 */
record Training(Plan plan, Cohort cohort, Split split, List<Training> encoders) {

    private static final int NAME = 20;

    /** Divides a plan of two stages, so that the first can be shared. */
    static Training of(Plan plan, Cohort cohort, Split split) {
        if (!Stages.two(plan)) {
            return new Training(plan, cohort, split, List.of());
        }
        List<Training> encoders = new ArrayList<>();
        for (Modality modality : cohort.schema().modalities()) {
            if (has(cohort, split, Part.TRAIN, modality) && has(cohort, split, Part.VALID, modality)) {
                encoders.add(of(Stages.first(plan), Hashed.alone(cohort, modality.name()), split));
            }
        }
        return new Training(Stages.second(plan), cohort, split, encoders);
    }

    private static boolean has(Cohort cohort, Split split, Part part, Modality modality) {
        return split.of(cohort, part).cases().stream().anyMatch(one -> one.has(modality));
    }

    /** The same for equal trainings, and for no others. */
    String name() {
        List<String> first = encoders.stream().map(Training::name).toList();
        String data = Hashed.data(cohort);
        return Sha256.of(Fingerprint.of(data, cohort.schema(), split, plan, first))
                .substring(0, NAME);
    }

    /** Steps of the optimizer at most, without those of {@link #encoders}. */
    long steps() {
        return steps(plan.pretrain()) + steps(plan.train());
    }

    private long steps(StagePlan stage) {
        int cases = split.indices(Part.TRAIN).size();
        return (long) Math.max(1, cases / stage.batch()) * stage.epochs();
    }
}

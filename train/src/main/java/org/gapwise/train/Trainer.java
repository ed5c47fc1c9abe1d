package org.gapwise.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.gapwise.core.ConfigException;
import org.gapwise.core.DataException;
import org.gapwise.core.Problems;
import org.gapwise.core.Progress;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.ContrastTrainee;
import org.gapwise.model.Network;
import org.gapwise.model.Trainee;
import org.gapwise.nn.Safetensors;
import org.gapwise.nn.Scope;

/**
 * Trains a network on a cohort and seals it into a bundle. The same plan, cohort and thread count give the same
 * weights, bit for bit, also when the run was stopped and resumed in between.
 */
public final class Trainer {

    private final Plan plan;
    private final Progress progress;
    private final Duration pace;
    private final Donors donors;
    private final Division division;

    public Trainer(Plan plan, Progress progress) {
        this(plan, progress, Duration.ofMinutes(1));
    }

    /** A checkpoint is written at least every {@code pace}; how often changes no result. */
    public Trainer(Plan plan, Progress progress, Duration pace) {
        this(plan, progress, pace, Donors.NONE, Division.NONE);
    }

    private Trainer(Plan plan, Progress progress, Duration pace, Donors donors, Division division) {
        this.plan = plan;
        this.progress = progress;
        this.pace = pace;
        this.donors = donors;
        this.division = division;
    }

    /**
     * A trainer whose networks begin with the encoders of these bundles, later ones over earlier ones. A modality that
     * gets its encoder so is not pre-trained.
     */
    public Trainer startingFrom(List<Bundle> bundles) {
        return new Trainer(plan, progress, pace, new Donors(bundles), division);
    }

    /**
     * A trainer that computes its share of each batch in so many pieces, for less memory, and together with others, which
     * all have the same plan and cohort. Weights are those of undivided batches, but for rounding; only where pictures
     * are normalized by batch they are not, since each piece is then normalized by its own pictures.
     */
    public Trainer divided(Collective ranks, int pieces) {
        return new Trainer(plan, progress, pace, donors, new Division(ranks, pieces));
    }

    /** Trains from the start. */
    public Bundle train(Cohort cohort, Path out) {
        return train(cohort, split(cohort, plan), out);
    }

    /** Trains from the start on a division of the cohort that is already made. */
    public Bundle train(Cohort cohort, Split split, Path out) {
        return run(cohort, split, out, false);
    }

    /** Goes on from the last checkpoint of an interrupted run with the same plan and cohort, if there is one. */
    public Bundle resume(Cohort cohort, Path out) {
        return resume(cohort, split(cohort, plan), out);
    }

    /** The same for a run on a division of the cohort that is already made. */
    public Bundle resume(Cohort cohort, Split split, Path out) {
        return run(cohort, split, out, true);
    }

    /** How the cohort is divided: a function of ids, labels and the plan. */
    public static Split split(Cohort cohort, Plan plan) {
        return Split.byGroup(cohort, plan.data().valid(), plan.data().test(), plan.seed());
    }

    /** Trains with the first rank, which has the bundle in the end; begins where that one does. */
    public void follow(Cohort cohort) {
        Work work = prepared(cohort, split(cohort, plan));
        try (RunFolder folder = Follower.of(division.ranks());
                Network network = Network.joint(cohort.schema(), plan.model(), plan.seed())) {
            stages(work, network, folder);
        }
    }

    private Bundle run(Cohort seen, Split split, Path out, boolean resume) {
        if (Files.exists(out)) {
            throw new ConfigException(
                    "there is something already.", out.toString(), "Give another --out, or remove it.");
        }
        Work work = prepared(seen, split);
        try (RunFolder folder = RunFolder.open(runPath(out), pace, work.fingerprint, resume);
                Network network = Network.joint(seen.schema(), plan.model(), plan.seed())) {
            folder.divided(division.pieces());
            Follower.lead(folder, division.ranks());
            stages(work, network, folder);
            Bundle bundle = new BundleWriter(plan, work.encoding, split).write(network, work.cohort, folder, out);
            folder.delete();
            return bundle;
        }
    }

    private static Path runPath(Path out) {
        return out.toAbsolutePath().resolveSibling(out.getFileName() + ".run");
    }

    /** In how many pieces the run that was begun there computes its batches, if there is one. */
    public static OptionalInt piecesOf(Path out) {
        return RunFolder.pieces(runPath(out));
    }

    /** What is trained on. */
    private record Work(
            Cohort cohort, Encoding encoding, List<EncodedCase> train, List<EncodedCase> valid, String fingerprint) {}

    private Work prepared(Cohort seen, Split split) {
        // Looked through once: a view makes its cases anew for everyone who asks.
        Cohort cohort = new MemoryCohort(seen.schema(), seen.cases());
        check(cohort);
        Cohort training = split.of(cohort, Part.TRAIN);
        Encoding encoding = Encoding.fit(training, plan.data().scaling());
        List<EncodedCase> train = encoded(encoding, training);
        List<EncodedCase> valid = encoded(encoding, split.of(cohort, Part.VALID));
        checkParts(cohort.schema(), train, valid);
        String fingerprint = Fingerprint.of(cohort, split, plan, donors.hashes());
        division.agree(fingerprint);
        return new Work(cohort, encoding, train, valid, fingerprint);
    }

    private void stages(Work work, Network network, RunFolder folder) {
        try (Interruption interruption = new Interruption(division.ranks())) {
            Desk desk = new Desk(work.cohort.schema(), work.train, work.valid, folder, interruption);
            pretrained(network);
            donors.give(network);
            if (plan.pretrain().epochs() > 0) {
                pretrain(network, desk);
            }
            stage("joint", plan.train(), network, desk);
        }
    }

    /** What every stage of a run works with. */
    private record Desk(
            Schema schema,
            List<EncodedCase> train,
            List<EncodedCase> valid,
            RunFolder folder,
            Interruption interruption) {}

    private void pretrained(Trainee network) {
        String weights = plan.model().image().weights();
        if (!weights.isEmpty()) {
            network.loadVision(Path.of(weights));
        }
    }

    private void pretrain(Network joint, Desk desk) {
        if (plan.pretrain().objective().equals(StagePlan.CONTRAST)) {
            together(joint, desk);
        } else {
            alone(joint, desk);
        }
    }

    /** All encoders learn together and without labels, beside those that come from bundles and stay as they are. */
    private void together(Network joint, Desk desk) {
        List<Modality> brought =
                desk.schema.modalities().stream().filter(donors::bring).toList();
        if (brought.size() == desk.schema.modalities().size()) {
            return;
        }
        try (ContrastTrainee pair = new ContrastTrainee(desk.schema, plan.model(), plan.seed())) {
            Modality table = desk.schema.tables().get(0);
            pretrained(pair);
            donors.give(pair);
            brought.forEach(modality -> pair.freeze(name -> name.startsWith(Trainee.encoderPath(modality))));
            OwnLoss judge = new OwnLoss(desk.schema, having(table, desk.valid), plan);
            Desk own = new Desk(desk.schema, having(table, desk.train), desk.valid, desk.folder, desk.interruption);
            stage("pretrain-" + StagePlan.CONTRAST, plan.pretrain(), pair, own, () -> judge.of(pair));
            joint.loadEncoders(pair.state());
        }
    }

    /** The first of the paper's two stages: each encoder learns alone, on the cases that have its modality. */
    private void alone(Network joint, Desk desk) {
        for (Modality modality : desk.schema.modalities()) {
            if (donors.bring(modality)) {
                continue;
            }
            String name = "pretrain-" + modality.name().replaceAll("[^A-Za-z0-9_-]", "_");
            List<EncodedCase> train = having(modality, desk.train);
            List<EncodedCase> valid = having(modality, desk.valid);
            try (Network alone =
                    Network.unimodal(modality, desk.schema.targets().size(), plan.model(), plan.seed())) {
                pretrained(alone);
                Desk own = new Desk(desk.schema, train, valid, desk.folder, desk.interruption);
                stage(name, plan.pretrain().asIs(), alone, own);
                joint.loadEncoders(alone.state());
            }
        }
    }

    private void stage(String name, StagePlan stagePlan, Network network, Desk desk) {
        Validation validation = new Validation(desk.schema, desk.valid, plan, stagePlan.schedule(), division.ranks());
        stage(name, stagePlan, network, desk, () -> validation.of(network));
    }

    /** Runs a stage, or takes its result when the folder has it. */
    private void stage(String name, StagePlan stagePlan, Trainee network, Desk desk, Supplier<Validation.Score> judge) {
        Path done = desk.folder.weights(name);
        if (Files.exists(done)) {
            try (Scope scope = Scope.open();
                    Safetensors weights = Safetensors.open(done)) {
                network.load(weights.tensors());
            }
            return;
        }
        division.check(network);
        Loader loader = new Loader(desk.schema, desk.train, plan, stagePlan.besides(network), name);
        try (Learner learner = new Learner(
                network, stagePlan, plan.data().uncertain(), plan.model().precision(), division)) {
            new Stage(name, stagePlan, plan.seed(), loader, judge)
                    .run(learner, desk.folder, progress, desk.interruption);
        }
        try (Scope scope = Scope.open()) {
            Safetensors.write(done, network.state(), Map.of());
        }
    }

    private static List<EncodedCase> encoded(Encoding encoding, Cohort cohort) {
        return cohort.cases().stream()
                .map(encoding::encode)
                .filter(Validation::anything)
                .toList();
    }

    private static List<EncodedCase> having(Modality modality, List<EncodedCase> cases) {
        return cases.stream().filter(c -> c.source().has(modality)).toList();
    }

    private static void check(Cohort cohort) {
        Problems problems = new Problems();
        for (String target : cohort.schema().targetNames()) {
            long positive = count(cohort, target, Label.POSITIVE);
            long negative = count(cohort, target, Label.NEGATIVE);
            if (positive == 0 || negative == 0) {
                problems.add(
                        "the target has " + positive + " positive and " + negative
                                + " negative cases; it cannot be learnt.",
                        "target \"" + target + "\"",
                        "Check `positive` and `negative` in the schema, or leave the target out.");
            }
        }
        problems.throwIfAny(DataException::new);
    }

    private static long count(Cohort cohort, String target, Label label) {
        return cohort.cases().stream()
                .filter(c -> c.labels().get(target) == label)
                .count();
    }

    private static void checkParts(Schema schema, List<EncodedCase> train, List<EncodedCase> valid) {
        if (train.isEmpty() || valid.isEmpty()) {
            throw new DataException(
                    "there are " + train.size() + " cases to train on and " + valid.size() + " to validate on.",
                    schema.table(),
                    "More cases are needed, or another share under [data] in the plan.");
        }
    }
}

package org.gapwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.gapwise.cli.terminal.Titled;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.schema.Modality;
import org.gapwise.data.image.StoredCohort;
import org.gapwise.data.simulate.Simulation;
import org.gapwise.data.simulate.SimulationPlan;
import org.gapwise.data.table.TableCohort;
import org.gapwise.evaluate.Contender;
import org.gapwise.evaluate.StressTest;
import org.gapwise.evaluate.report.MethodCost;
import org.gapwise.evaluate.report.MethodsSection;
import org.gapwise.evaluate.report.TrainingRun;
import org.gapwise.model.ModelPredictor;
import org.gapwise.train.Interrupted;
import org.gapwise.train.Parts;
import org.gapwise.train.Plan;
import org.gapwise.train.Trainer;

/** Simulates, trains our model and its references, takes modalities away, and writes the report. */
final class Demo {

    private static final String OURS = "Gapwise";
    private static final String ZEROS = "Zero-filled";
    private static final double NANOS = 1e9;
    private static final int BATCH = 64;

    /**
     * How much of it.
     *
     * @param pixels side of the pictures
     * @param resamples for the intervals
     */
    record Size(int cases, int pixels, int epochs, int resamples) {

        static final Size WHOLE = new Size(2500, 64, 20, 1000);
        static final Size QUICK = new Size(1000, 64, 16, 300);

        Size with(int otherCases) {
            return new Size(otherCases, pixels, epochs, resamples);
        }
    }

    /** A trained method. */
    private record Trained(String name, String note, Bundle bundle, double seconds) {
        MethodCost cost() {
            long parameters = bundle.manifest().path("parameters").asLong();
            return new MethodCost(
                    name, note, OptionalLong.of(parameters), OptionalDouble.of(seconds), OptionalDouble.empty());
        }
    }

    private final Size size;
    private final long seed;
    private final PartFolder folder;
    private final Common common;

    Demo(Size size, long seed, PartFolder folder, Common common) {
        this.size = size;
        this.seed = seed;
        this.folder = folder;
        this.common = common;
    }

    /** Leaves a complete folder, but for its name. */
    Evaluating.Result run() {
        Path data = folder.path().resolve("cohort");
        Simulation.write(new SimulationPlan(size.cases, size.pixels, seed), data, common.progress());
        Path cache = folder.path().resolve("pictures");
        TableCohort table = TableCohort.open(data.resolve("schema.toml"));
        try (Cohort cohort = StoredCohort.of(table, size.pixels, cache, common.progress())) {
            List<Trained> methods = train(cohort);
            Evaluating.Result result = judge(methods, cohort, data);
            List<TrainingRun> runs = new ArrayList<>();
            methods.forEach(method -> runs.addAll(TrainingCurves.of(method.bundle(), method.name())));
            MethodsSection costs =
                    new MethodsSection(methods.stream().map(Trained::cost).toList());
            result.write(
                    folder.path(),
                    new Pages(result)
                            .page(
                                    "What is lost as modalities go missing",
                                    size.cases + " simulated cases whose best possible answers are known.",
                                    List.of(costs),
                                    runs));
            return result;
        } finally {
            Folders.delete(cache);
        }
    }

    private List<Trained> train(Cohort cohort) {
        Plan plan = Plan.preset("quick")
                .withSeed(seed)
                .with(List.of("train.epochs=" + size.epochs, "vision.image_size=" + size.pixels));
        Plan zeros = plan.with(List.of(
                "model.gaps=zeros",
                "model.fusion=transformer",
                "train.modality_dropout=0",
                "train.feature_masking=0",
                "train.views=as-is"));
        List<Trained> methods = new ArrayList<>();
        methods.add(train(OURS, "Ours: what is absent is masked.", plan, cohort));
        methods.add(train(ZEROS, "The same network; gaps are zeros and black pictures.", zeros, cohort));
        for (Modality modality : cohort.schema().modalities()) {
            Cohort one = cohort.through(new OneModality(modality.name()));
            String name = modality.name() + " alone";
            methods.add(train(name, "The same encoder, trained on this modality only.", plan, one));
        }
        return methods;
    }

    private Trained train(String name, String note, Plan plan, Cohort cohort) {
        long begun = System.nanoTime();
        Path out = folder.path().resolve(name.toLowerCase(Locale.ROOT).replace(' ', '-'));
        Trainer trainer = new Trainer(plan, new Titled("Training " + name, common.progress()));
        Bundle bundle = folder.kept(() -> {
            try {
                return trainer.train(cohort, out);
            } catch (Interrupted e) {
                common.say("stopped; a demo that is not complete leaves nothing behind.");
                throw e;
            }
        });
        return new Trained(name, note, bundle, (System.nanoTime() - begun) / NANOS);
    }

    private Evaluating.Result judge(List<Trained> methods, Cohort cohort, Path data) {
        Bundle ours = methods.get(0).bundle();
        Cohort test = Parts.read(ours).of(cohort, Part.TEST);
        StressTest.Options options =
                new StressTest.Options(StressTest.RATES, seed, Bootstrap.of(size.resamples, seed), BATCH);
        try (ModelPredictor predictor = ModelPredictor.open(ours);
                Evaluating work =
                        new Evaluating(new Evaluating.Judged(OURS, ours, predictor, test, Part.TEST.word()), options)) {
            work.add(Contender.method(ZEROS, ModelPredictor.open(methods.get(1).bundle())));
            for (Trained method : methods.subList(2, methods.size())) {
                ModelPredictor alone = ModelPredictor.open(method.bundle());
                List<String> sees = alone.schema().modalityNames();
                work.add(Contender.reference(method.name(), alone, sees));
            }
            work.optimum(data);
            return work.run(true, common.progress());
        }
    }
}

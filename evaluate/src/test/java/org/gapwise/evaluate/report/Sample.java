package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.evaluate.Availability;
import org.gapwise.evaluate.Comparison;
import org.gapwise.evaluate.Contender;
import org.gapwise.evaluate.Evaluation;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.StressTest;

/** A report with every section, about a made-up cohort whose names all pass through a function. */
final class Sample {

    private static final List<String> FINDINGS = List.of(
            "Atelectasis",
            "Cardiomegaly",
            "Consolidation",
            "Edema",
            "Enlarged Cardiomediastinum",
            "Fracture",
            "Lung Lesion",
            "Lung Opacity",
            "No Finding",
            "Pleural Effusion",
            "Pleural Other",
            "Pneumonia",
            "Pneumothorax",
            "Support Devices");
    private static final List<String> FEATURES = List.of(
            "age",
            "heart rate",
            "systolic pressure",
            "respiratory rate",
            "temperature",
            "oxygen saturation",
            "lactate",
            "creatinine",
            "hemoglobin",
            "white cells",
            "NT-proBNP",
            "D-dimer");

    private final UnaryOperator<String> names;
    private final Schema schema;
    private final MemoryCohort cohort;
    private final int resamples;

    Sample(int cases, int resamples, UnaryOperator<String> names) {
        this.resamples = resamples;
        this.names = names;
        List<Feature> features =
                FEATURES.stream().map(names).<Feature>map(Numeric::new).toList();
        schema = new Schema(
                "cases.csv",
                "study",
                Optional.of("patient"),
                List.of(
                        new TableModality(names.apply("clinical"), features),
                        new ImageModality(names.apply("frontal"), "image", "images")),
                FINDINGS.stream().map(names).map(Target::new).toList());
        cohort = cohort(cases);
    }

    Report report() {
        Bootstrap bootstrap = Bootstrap.of(resamples, 7);
        Model ours = new Model(schema, 1, 1);
        Model zeroFill = new Model(schema, 0.75, 3);
        List<Contender> contenders = List.of(
                Contender.method(names.apply("Gapwise"), ours),
                Contender.method(names.apply("zero-filled fusion"), zeroFill),
                Contender.reference(names.apply("table alone"), ours, List.of(names.apply("clinical"))),
                Contender.reference(names.apply("image alone"), ours, List.of(names.apply("frontal"))),
                Contender.optimum(names.apply("Bayes optimum"), new Model(schema, 1.25, 2)));
        StressTest.Options options = new StressTest.Options(StressTest.RATES, 42, bootstrap, 64);
        StressTest stress = StressTest.of(cohort, contenders, options, Progress.silent());
        Scored scored = stress.untouched().get(names.apply("Gapwise"));
        Scored other = stress.untouched().get(names.apply("zero-filled fusion"));
        Evaluation evaluation = Evaluation.of(scored, bootstrap);
        Availability availability = Availability.of(cohort, 300, 7);
        List<String> modalities = availability.modalities();
        return new Report(
                names.apply("Fourteen findings from one radiograph and twelve measurements"),
                names.apply("Test part of a simulated cohort; the model was trained on data with the same gaps."),
                Optional.of(Headline.of(evaluation, availability, stress)),
                List.of(
                        TextSection.howToRead(bootstrap),
                        new StressSection(stress),
                        new LabelSection(evaluation),
                        new CurvesSection(evaluation),
                        new CalibrationSection(evaluation),
                        new PatternSection(evaluation, modalities),
                        new ComparisonSection(
                                names.apply("Gapwise"),
                                names.apply("zero-filled fusion"),
                                Comparison.of(scored, other, bootstrap)),
                        new MissingnessSection(availability),
                        new ExamplesSection(ExampleCase.choose(cohort, scored, 6, 7)),
                        new TrainingSection(List.of(run())),
                        new MethodsSection(methods()),
                        new ProvenanceSection(facts()),
                        TextSection.limits(evaluation, List.of(names.apply("The radiographs are drawings.")))));
    }

    private TrainingRun run() {
        List<TrainingRun.Epoch> epochs = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int e = 1; e <= 24; e++) {
            double train = 0.34 + 0.36 * Math.exp(-e / 6.0) + 0.004 * random.nextDouble();
            double valid = 0.39 + 0.3 * Math.exp(-e / 5.0) + 0.0007 * e + 0.012 * random.nextDouble();
            double auroc = 0.84 - 0.25 * Math.exp(-e / 5.0) + 0.008 * random.nextDouble();
            epochs.add(new TrainingRun.Epoch(
                    e, OptionalDouble.of(train), OptionalDouble.of(valid), OptionalDouble.of(auroc)));
        }
        return new TrainingRun(names.apply("Gapwise, joint stage"), epochs, OptionalInt.of(19));
    }

    private List<MethodCost> methods() {
        return List.of(
                new MethodCost(
                        names.apply("Gapwise"),
                        names.apply("One network for any subset; absent parts are masked, never filled in."),
                        OptionalLong.of(1_482_318),
                        OptionalDouble.of(143.2),
                        OptionalDouble.of(1.84)),
                new MethodCost(
                        names.apply("Bayes optimum"),
                        names.apply("The best possible answer, known because the cohort is simulated."),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Gapwise", names.apply("0.1.0-SNAPSHOT"));
        facts.put("Engine", "libtorch 2.10.0, CPU, 2 threads");
        facts.put("Java", "17.0.15");
        facts.put("Seed", "42");
        facts.put("Data", "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        return facts;
    }

    private MemoryCohort cohort(int n) {
        SplittableRandom random = new SplittableRandom(11);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double ill = gaussian(random);
            Case one = new Case("secret-" + i, "patient-" + i * 2 / 3, Map.of(), Map.of(), Map.of(), Map.of());
            boolean table = random.nextInt(8) > 0;
            boolean labs = random.nextInt(3) > 0;
            for (int f = 0; f < FEATURES.size() && table; f++) {
                if (f < 6 ? random.nextInt(20) > 0 : labs && random.nextInt(f) < 8) {
                    one = one.with(names.apply(FEATURES.get(f)), ill + 0.9 * gaussian(random));
                }
            }
            double seen = ill + 0.8 * gaussian(random);
            if (random.nextInt(3) > 0) {
                int shade = i;
                one = one.with(names.apply("frontal"), size -> picture(size, seen, shade));
            }
            cases.add(labeled(one, ill, random));
        }
        return new MemoryCohort(schema, cases);
    }

    private Case labeled(Case bare, double ill, SplittableRandom random) {
        Case one = bare;
        for (int l = 0; l < FINDINGS.size(); l++) {
            if (random.nextInt(10) > 2) {
                double cut = 0.3 + 0.17 * l;
                boolean yes = l != 5 && ill + 0.7 * gaussian(random) > cut;
                Label label = random.nextInt(25) == 0 ? Label.UNCERTAIN : yes ? Label.POSITIVE : Label.NEGATIVE;
                one = one.with(names.apply(FINDINGS.get(l)), label);
            }
        }
        return one;
    }

    /** Adds up the evidence; the first pixel of an image is what it shows. */
    private record Model(Schema schema, double skill, long seed) implements Predictor {

        @Override
        public List<Prediction> predict(List<Case> cases) {
            return cases.stream().map(this::answer).toList();
        }

        private Prediction answer(Case one) {
            SplittableRandom random = new SplittableRandom(seed * 31 + one.id().hashCode());
            double sum = one.numbers().values().stream().mapToDouble(v -> v).sum();
            double weight = one.numbers().size();
            if (!one.images().isEmpty()) {
                Pixels pixels = one.images().values().iterator().next().read(8);
                sum += 1.6 * ((pixels.values()[0] & 0xFF) - 128) / 32.0;
                weight += 1.6;
            }
            double ill = sum / (weight + 0.7);
            Map<String, Double> probabilities = new LinkedHashMap<>();
            for (int l = 0; l < schema.targets().size(); l++) {
                double x = 2.1 * (skill * ill - 0.3 - 0.17 * l) + 0.8 / skill * gaussian(random);
                probabilities.put(schema.targetNames().get(l), 1 / (1 + Math.exp(-x)));
            }
            return new Prediction(one.id(), probabilities, List.of(), List.of(), List.of());
        }
    }

    private static Pixels picture(int size, double seen, int seed) {
        byte[] values = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double dx = Math.abs(2.0 * x / size - 1) - 0.45;
                double dy = 2.0 * y / size - 1;
                double lung = Math.exp(-(dx * dx * 14 + dy * dy * 2.2));
                double noise = ((x * 31 + y * 17 + seed * 7) % 13) / 13.0;
                values[y * size + x] = (byte) Math.max(0, Math.min(255, 190 - 150 * lung + 18 * noise));
            }
        }
        values[0] = (byte) Math.max(0, Math.min(255, 128 + 32 * seen));
        return new Pixels(1, size, size, values);
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}

package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Entrant.Family;

/**
 * A study whose answers are made up: each finding's log odds are a table part plus an image part, both standard normal
 * times a width, and a method knows the parts that are there, with an error of its own.
 */
public final class FakeStudy implements Answers {

    private static final double WIDTH = 1.2;

    private final Design design;
    private final Schema schema;
    private final int cases;
    private final Map<String, Fake> fakes = new LinkedHashMap<>();

    /**
     * How good a method is.
     *
     * @param error on complete data
     * @param untrained more of it at a training rate of 1
     * @param blind what it takes a missing part for, in widths; 0 knows that it is missing
     */
    public record Fake(Entrant entrant, double error, double untrained, double blind) {}

    public FakeStudy(int cases, int targets, List<Fake> methods, UnaryOperator<String> names) {
        this.cases = cases;
        methods.forEach(m -> fakes.put(m.entrant().id(), m));
        List<String> labels = IntStream.range(0, targets)
                .mapToObj(l -> names.apply("Finding " + (l + 1)))
                .toList();
        schema = new Schema(
                "cases.csv",
                "study",
                Optional.of("patient"),
                List.of(
                        new TableModality("clinical", List.of(new Numeric("lactate"))),
                        new ImageModality("image", "image", "images")),
                labels.stream().map(Target::new).toList());
        List<Double> train = List.of(0.0, 0.25, 0.5, 0.75);
        List<Double> test = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
        design = new Design(
                names.apply("made-up chests"),
                "paper",
                labels,
                List.of("clinical", "image"),
                methods.stream().map(Fake::entrant).toList(),
                List.of(
                        new Arm("clinical", names.apply("reducing the table"), List.of("clinical"), train, test),
                        new Arm("image", names.apply("reducing the images"), List.of("image"), train, test)),
                2);
    }

    /** One of each part: ours, two baselines, two single modalities, the optimum. */
    static FakeStudy small(int cases) {
        return new FakeStudy(
                cases,
                3,
                List.of(
                        fake("ours", Family.OURS, 0.2, 0.3, 0),
                        fake("zeros", Family.BASELINE, 0.25, 0.5, -4),
                        fake("model-selection", Family.BASELINE, 0.3, 2.5, 0),
                        single("clinical", 0.2),
                        single("image", 0.2),
                        fake("optimum", Family.OPTIMUM, 0, 0, 0)),
                UnaryOperator.identity());
    }

    public static Fake fake(String id, Family family, double error, double untrained, double blind) {
        String title = Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
        Entrant entrant = new Entrant(id, title, family, "A made-up method.", List.of("clinical", "image"));
        return new Fake(entrant, error, untrained, blind);
    }

    public static Fake single(String modality, double error) {
        String title = Character.toUpperCase(modality.charAt(0)) + modality.substring(1) + " alone";
        Entrant entrant = new Entrant(
                "unimodal-" + modality, title, Family.UNIMODAL, "Sees one modality only.", List.of(modality));
        return new Fake(entrant, error, 0.5, 0);
    }

    @Override
    public Design design() {
        return design;
    }

    @Override
    public Optional<Scored> of(Cell cell) {
        Fake fake = fakes.get(cell.entrant());
        return Optional.of(Scored.of(new Said(fake, cell.train()), cohort(cell), 512, Progress.silent()));
    }

    @Override
    public Optional<Cost> cost(String entrant, Level train, int fold) {
        return entrant.equals("optimum")
                ? Optional.empty()
                : Optional.of(new Cost(1000L * entrant.length(), 10, 0.5, OptionalDouble.of(300)));
    }

    /** The chance to keep a modality in the image arm: 1 minus the rate for everyone. */
    static OptionalDouble kept(Level test, int fold, int row) {
        return lost(test, fold, row) ? OptionalDouble.empty() : OptionalDouble.of(1 - test.rate());
    }

    private static boolean lost(Level test, int fold, int row) {
        return Seeds.of(3, "lost" + test.arm(), fold, row).nextDouble() < test.rate();
    }

    private MemoryCohort cohort(Cell cell) {
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            String id = cell.fold() + ":" + i;
            Case one = new Case(id, cell.fold() + ":" + i / 2, Map.of(), Map.of(), Map.of(), Map.of());
            boolean lost = lost(cell.test(), cell.fold(), i);
            if (!lost || !cell.test().arm().equals("clinical")) {
                one = one.with("lactate", 1.0);
            }
            if (!lost || !cell.test().arm().equals("image")) {
                one = one.with("image", size -> new Pixels(1, 1, 1, new byte[1]));
            }
            for (int l = 0; l < design.targets().size(); l++) {
                double odds = part("table", id, l) + part("image", id, l) - 0.5;
                boolean yes = draw("outcome", id, l).nextDouble() < 1 / (1 + Math.exp(-odds));
                if (draw("annotated", id, l).nextInt(10) > 0) {
                    one = one.with(design.targets().get(l), yes ? Label.POSITIVE : Label.NEGATIVE);
                }
            }
            all.add(one);
        }
        return new MemoryCohort(schema, all);
    }

    private static SplittableRandom draw(String purpose, String id, int label) {
        return Seeds.of(11, purpose + id, label);
    }

    private static double part(String name, String id, int label) {
        return WIDTH * normal(draw(name, id, label));
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private final class Said implements Predictor {
        private final Fake fake;
        private final Level train;

        Said(Fake fake, Level train) {
            this.fake = fake;
            this.train = train;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public List<Prediction> predict(List<Case> asked) {
            return asked.stream().map(this::answer).toList();
        }

        private Prediction answer(Case one) {
            Map<String, Double> probabilities = new LinkedHashMap<>();
            for (int l = 0; l < design.targets().size(); l++) {
                probabilities.put(design.targets().get(l), probability(one, l));
            }
            return new Prediction(one.id(), probabilities, List.of(), List.of(), List.of());
        }

        private double probability(Case one, int label) {
            double odds = -0.5;
            double unknown = 0;
            boolean[] there = {!one.numbers().isEmpty(), !one.images().isEmpty()};
            String[] parts = {"table", "image"};
            for (int m = 0; m < 2; m++) {
                boolean seen =
                        fake.entrant().sees().contains(design.modalities().get(m));
                if (there[m] && seen) {
                    odds += part(parts[m], one.id(), label);
                } else if (fake.blind() == 0) {
                    unknown += WIDTH * WIDTH;
                } else {
                    odds += fake.blind() * WIDTH * (0.6 + 0.4 * normal(draw("blind", one.id(), label)));
                }
            }
            double error = fake.error() + fake.untrained() * train.rate();
            odds += error * normal(draw("error" + fake.entrant().id(), one.id(), label));
            return 1 / (1 + Math.exp(-odds / Math.sqrt(1 + Math.PI * unknown / 8)));
        }
    }
}

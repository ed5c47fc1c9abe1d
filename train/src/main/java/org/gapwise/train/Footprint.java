package org.gapwise.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.Cells;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.model.Network;
import org.gapwise.model.Trainee;
import org.gapwise.model.batch.Batch;
import org.gapwise.nn.Company;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tally;
import org.gapwise.nn.Tensor;

/**
 * What a stage of training takes, in bytes: counted over the tensors of two small batches of made-up cases that have
 * everything, since all that grows with a batch grows with it in a straight line.
 *
 * @param parameters of the trainee
 * @param learnt of them, those that gradients flow to
 * @param state parameters and buffers
 * @param batch a batch as it is handed over
 * @param making what making it takes beside
 * @param forward all that is in use at the end of a forward pass in training
 * @param backward what the way back takes beside
 * @param validation a chunk of the validation part, with its batch
 */
record Footprint(
        long parameters,
        long learnt,
        long state,
        Line batch,
        Line making,
        Line forward,
        Line backward,
        Line validation) {

    private static final int FEW = 2;
    private static final int MORE = 4;
    /** On its way back a gradient stands beside the one it is made from. */
    private static final int GRADIENTS = 2;

    /** Bytes by the number of cases. */
    record Line(double fixed, double each) {

        static Line through(long few, long more) {
            double each = Math.max(0, (more - few) / (double) (MORE - FEW));
            return new Line(Math.max(0, few - FEW * each), each);
        }

        long at(long cases) {
            return cases == 0 ? 0 : Math.round(fixed + each * cases);
        }
    }

    /** Bytes of one of the two trials. */
    private record Trial(long batch, long making, long forward, long largest, long validation) {}

    /** What is tried. */
    private record Setting(Trainee trainee, Schema schema, Plan plan, StagePlan stage, Optional<Company> company) {}

    /**
     * Runs the trials; frozen encoders are frozen in the trainee for good.
     *
     * @param shared whether others compute the rest of each batch
     */
    static Footprint of(Trainee trainee, Schema schema, Plan plan, StagePlan stage, boolean shared) {
        if (stage.encoderRate() == 0) {
            trainee.freeze(name -> name.startsWith(Trainee.ENCODERS));
        }
        try (Company nobody = new Company(values -> {})) {
            Optional<Company> company = shared ? Optional.of(nobody) : Optional.empty();
            Setting setting = new Setting(trainee, schema, plan, stage, company);
            return between(trainee, trial(setting, FEW), trial(setting, MORE));
        }
    }

    private static Footprint between(Trainee trainee, Trial few, Trial more) {
        return new Footprint(
                bytes(trainee.parameters().values()),
                bytes(trainee.parameters().values().stream()
                        .filter(Tensor::isTracked)
                        .toList()),
                bytes(trainee.state().values()),
                Line.through(few.batch, more.batch),
                Line.through(few.making, more.making),
                Line.through(few.forward, more.forward),
                Line.through(GRADIENTS * few.largest, GRADIENTS * more.largest),
                Line.through(few.validation, more.validation));
    }

    private static Trial trial(Setting setting, int count) {
        Plan plan = setting.plan;
        Trainee trainee = setting.trainee;
        List<EncodedCase> cases = cases(setting.schema, count);
        Loader loader = new Loader(setting.schema, cases, plan, setting.stage.besides(trainee), "trial");
        Draw draw = new Draw(cases, IntStream.range(0, count).boxed().toList(), 0);
        try (Scope scope = Scope.open()) {
            Batch batch;
            long made;
            try (Tally making = Tally.open()) {
                batch = loader.batch(draw);
                made = making.peak();
            }
            long bytes = bytes(batch.tensors());
            Tensor counts = trainee.counts(batch, plan.data().uncertain());
            long forward;
            long largest;
            try (Tally tally = Tally.open()) {
                Pass alone = Pass.training(1, draw.owners());
                Pass pass = setting.company.map(alone::in).orElse(alone);
                plan.model()
                        .precision()
                        .run(() -> trainee.share(batch, pass, plan.data().uncertain(), counts));
                forward = tally.peak();
                largest = tally.largest();
            }
            return new Trial(bytes, made - bytes, forward, largest, bytes + answering(trainee, batch, plan, counts));
        }
    }

    private static long answering(Trainee trainee, Batch batch, Plan plan, Tensor counts) {
        try (NoGrad none = NoGrad.on();
                Scope scope = Scope.open();
                Tally tally = Tally.open()) {
            plan.model()
                    .precision()
                    .run(() -> trainee instanceof Network network
                            ? network.forward(batch, Pass.inference())
                            : trainee.share(batch, Pass.inference(), plan.data().uncertain(), counts));
            return tally.peak();
        }
    }

    static long bytes(Iterable<Tensor> tensors) {
        long sum = 0;
        for (Tensor tensor : tensors) {
            sum += tensor.bytes();
        }
        return sum;
    }

    private static List<EncodedCase> cases(Schema schema, int count) {
        List<EncodedCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Cells> tables = new ArrayList<>();
            int number = i;
            schema.tables().forEach(table -> tables.add(cells(table, number)));
            Map<String, ImageSource> images = new LinkedHashMap<>();
            schema.images().forEach(image -> images.put(image.name(), Footprint::grey));
            byte[] labels = new byte[schema.targets().size()];
            Arrays.fill(labels, (byte) (i % 2));
            cases.add(new EncodedCase(Case.of("trial " + i), tables, images, labels));
        }
        return cases;
    }

    /** Everything is there, and no two cases are alike as far as there are levels: what is alike costs less. */
    private static Cells cells(TableModality table, int number) {
        int features = table.features().size();
        boolean[] present = new boolean[features];
        Arrays.fill(present, true);
        float[] values = new float[features];
        for (int f = 0; f < features; f++) {
            values[f] = table.features().get(f) instanceof Categorical choice
                    ? number % choice.levels().size()
                    : number;
        }
        return new Cells(values, present);
    }

    private static Pixels grey(int size) {
        return new Pixels(1, size, size, new byte[size * size]);
    }
}

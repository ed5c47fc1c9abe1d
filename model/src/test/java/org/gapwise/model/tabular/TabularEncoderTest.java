package org.gapwise.model.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Numeric;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.batch.TableBatch;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.Encoder;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Init;
import org.gapwise.nn.NoGrad;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Scope;
import org.gapwise.nn.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is computed once for all cells that are alike is what each gets by itself. */
class TabularEncoderTest {

    private static final String NAME = "table";
    private static final int WIDTH = 16;
    private static final int CASES = 24;
    private static final List<Feature> FEATURES = List.of(
            new Categorical("a", List.of("x", "y")),
            new Numeric("b"),
            new Categorical("c", List.of("x", "y", "z")),
            new Categorical("d", List.of("x")),
            new Numeric("e"));

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void cellsThatAreAlikeAreEncodedAsEachByItself(BlockStyle style) {
        for (int seed = 0; seed < 20; seed++) {
            String what = "seed " + seed;
            SplittableRandom random = new SplittableRandom(seed);
            // With one kind of feature alone; with many values, so that nothing is alike; with few.
            List<Feature> features =
                    seed % 4 == 0 ? FEATURES.subList(2, 4) : seed % 4 == 1 ? FEATURES.subList(4, 5) : FEATURES;
            int values = seed % 2 == 0 ? 2 : 1000;
            try (Scope scope = Scope.open();
                    TabularEncoder alike = encoder(features, style, seed % 3, seed);
                    TabularEncoder apart = encoder(features, style, seed % 3, seed)) {
                TableBatch table = table(features, values, random);
                Tensor expected = apart(apart, features, table);
                Tensor encoded = alike.forward(batch(table), Pass.inference()).values();
                close(encoded, expected, what + " encoded");
                // Not squares, whose sum a normalization keeps: gradients would be what rounding leaves.
                Tensor way = Init.normal(random, 1, CASES, features.size(), WIDTH);
                expected.times(way).sum().backward();
                encoded.times(way).sum().backward();
                for (Map.Entry<String, Tensor> weight : apart.parameters().entrySet()) {
                    Tensor same = alike.parameters().get(weight.getKey());
                    close(gradient(same), gradient(weight.getValue()), what + " " + weight.getKey());
                }
                Tensor learnt = encoded.detach();
                alike.settle();
                try (NoGrad none = NoGrad.on()) {
                    close(alike.forward(batch(table), Pass.inference()).values(), learnt, what + " settled");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BlockStyle.class)
    void whatAnAbsentCellHoldsChangesNoBit(BlockStyle style) {
        try (Scope scope = Scope.open();
                TabularEncoder encoder = encoder(FEATURES, style, 2, 3)) {
            TableBatch table = table(FEATURES, 2, new SplittableRandom(3));
            float[] values = table.values().toFloats();
            boolean[] present = table.present().toBooleans();
            for (int i = 0; i < values.length; i++) {
                values[i] = present[i] ? values[i] : i % 2 == 0 ? Float.NaN : 1e9f;
            }
            TableBatch rubbish = new TableBatch(Tensor.of(values, CASES, FEATURES.size()), table.present());
            assertThat(learnt(encoder, rubbish)).isEqualTo(learnt(encoder, table));
        }
    }

    /** What is answered and what is learnt from it. */
    private static float[] learnt(TabularEncoder encoder, TableBatch table) {
        Tensor encoded = encoder.forward(batch(table), Pass.inference()).values();
        Tensor gradient = encoded.square().sum().gradientBy(encoder.embedding.levels());
        return Tensor.concat(List.of(encoded.detach().reshape(-1), gradient.reshape(-1)), 0)
                .toFloats();
    }

    /** Each cell embedded by the formula, all slots computed, absent ones masked. */
    private static Tensor apart(TabularEncoder encoder, List<Feature> features, TableBatch table) {
        Map<String, Tensor> weights = encoder.parameters();
        List<Tensor> columns = new ArrayList<>();
        int numeric = 0;
        int row = 0;
        Tensor clean = table.values().where(table.present(), Tensor.zeros(1));
        for (int f = 0; f < features.size(); f++) {
            Tensor column = clean.select(1, f);
            if (features.get(f) instanceof Categorical choice) {
                columns.add(weights.get("embedding.levels")
                        .indexSelect(0, column.toLong().plus(row)));
                row += choice.levels().size() + 1;
            } else {
                Tensor slope = weights.get("embedding.numeric.slope").select(0, numeric);
                Tensor offset = weights.get("embedding.numeric.offset").select(0, numeric++);
                columns.add(column.unsqueeze(1).times(slope.unsqueeze(0)).plus(offset.unsqueeze(0)));
            }
        }
        Tokens tokens = Tokens.of(Tensor.stack(columns, 1), table.present());
        return encoder.encoder.forward(tokens, Pass.inference()).cleared();
    }

    private static TabularEncoder encoder(List<Feature> features, BlockStyle style, int depth, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureEmbedding embedding = new FeatureEmbedding(features, WIDTH, NumericForm.BIASED, random);
        return new TabularEncoder(
                NAME, features.size(), embedding, new Encoder(style, new BlockSize(WIDTH, 2, 24, 0), depth, random));
    }

    private static TableBatch table(List<Feature> features, int different, SplittableRandom random) {
        int count = CASES * features.size();
        float[] values = new float[count];
        boolean[] present = new boolean[count];
        for (int i = 0; i < count; i++) {
            // The second case has nothing.
            present[i] = random.nextInt(4) > 0 && i / features.size() != 1;
            values[i] = features.get(i % features.size()) instanceof Categorical choice
                    ? random.nextInt(choice.levels().size() + 1)
                    : random.nextInt(different) / 7f;
        }
        return new TableBatch(Tensor.of(values, CASES, features.size()), Tensor.of(present, CASES, features.size()));
    }

    private static Batch batch(TableBatch table) {
        return new Batch(CASES, Map.of(NAME, table), Map.of(), Tensor.zeros(CASES, 1));
    }

    private static Tensor gradient(Tensor weight) {
        return weight.gradient().orElseGet(() -> Tensor.zeros(weight.shape()));
    }

    private static void close(Tensor actual, Tensor expected, String what) {
        float[] a = actual.toFloats();
        float[] e = expected.toFloats();
        assertThat(a).as(what).hasSameSizeAs(e);
        double most = IntStream.range(0, e.length)
                .mapToDouble(i -> Math.abs(e[i]))
                .max()
                .orElse(0);
        for (int i = 0; i < a.length; i++) {
            assertThat(Math.abs(a[i] - e[i])).as("%s, %d", what, i).isLessThan((float) (1e-5 * (1 + most)));
        }
    }
}

package org.gapwise.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.MemoryCohort;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.encoding.Encoding;
import org.gapwise.core.encoding.Scaling;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.model.fusion.BlockSize;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.gapwise.model.fusion.TokenForm;
import org.gapwise.model.image.ImageSpec;
import org.gapwise.model.image.ImageTokens;
import org.gapwise.model.image.PixelScale;
import org.gapwise.model.tabular.NumericForm;
import org.gapwise.nn.Precision;

/** Three modalities, two of them tables, with gaps of every kind; the numbers mean nothing. */
final class Toy {

    static final int SIZE = 32;
    static final Schema SCHEMA = new Schema(
            "toy.csv",
            "id",
            Optional.empty(),
            List.of(
                    new TableModality(
                            "vitals",
                            List.of(new Numeric("age"), new Categorical("sex", List.of("F", "M")), new Numeric("hr"))),
                    new TableModality("labs", List.of(new Numeric("lactate"), new Numeric("crp"))),
                    new ImageModality("frontal", "file", ".")),
            List.of(new Target("a"), new Target("b"), new Target("c")));

    private Toy() {}

    static ModelSpec spec(BlockStyle block, ReadoutForm readout, ModelSpec.Gaps gaps) {
        return spec(block, readout, gaps, FusionForm.TRANSFORMER);
    }

    static ModelSpec spec(BlockStyle block, ReadoutForm readout, ModelSpec.Gaps gaps, FusionForm fusion) {
        return spec(block, readout, gaps, fusion, 0);
    }

    static ModelSpec spec(
            BlockStyle block, ReadoutForm readout, ModelSpec.Gaps gaps, FusionForm fusion, double dropout) {
        return new ModelSpec(
                block,
                new BlockSize(16, 2, 24, dropout),
                1,
                2,
                readout,
                block == BlockStyle.RELEASED ? TokenForm.HADAMARD : TokenForm.ADDITIVE,
                block == BlockStyle.RELEASED ? NumericForm.LINEAR : NumericForm.BIASED,
                gaps,
                fusion,
                new ImageSpec("resnet10_w16", SIZE, ImageTokens.GRID, PixelScale.PRETRAINED, ""),
                Precision.FP32);
    }

    static Cohort cohort(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (String name : List.of("age", "hr", "lactate", "crp")) {
                numbers.put(name, random.nextDouble() * 10);
            }
            numbers.keySet().removeIf(name -> random.nextDouble() < 0.4);
            Map<String, ImageSource> images = new LinkedHashMap<>();
            byte[] noise = new byte[SIZE * SIZE];
            random.nextBytes(noise);
            if (random.nextBoolean()) {
                images.put("frontal", s -> new Pixels(1, s, s, noise));
            }
            Map<String, Label> labels = new LinkedHashMap<>();
            for (String target : List.of("a", "b", "c")) {
                labels.put(target, Label.values()[random.nextInt(3)]);
            }
            labels.keySet().removeIf(name -> random.nextDouble() < 0.2);
            Map<String, String> sex = random.nextBoolean() ? Map.of("sex", random.nextBoolean() ? "F" : "M") : Map.of();
            cases.add(new Case("c" + i, "c" + i, numbers, sex, images, labels));
        }
        return new MemoryCohort(SCHEMA, cases);
    }

    static ModelPredictor predictor(ModelSpec spec, long seed) {
        Encoding encoding = Encoding.fit(cohort(50, 9), Scaling.MINMAX);
        return new ModelPredictor(SCHEMA, encoding, spec, Network.joint(SCHEMA, spec, seed));
    }
}

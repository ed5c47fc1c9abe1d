package org.gapwise.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.BundleException;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.predict.Basis;
import org.gapwise.core.predict.Decision;
import org.gapwise.core.predict.Evidence;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Range;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** A predictor that adds up what is there. Its pictures are P followed by one byte of brightness. */
public final class Fake implements Predictor {

    public static final Schema SCHEMA = new Schema(
            "cases.csv",
            "study",
            Optional.of("patient"),
            List.of(
                    new TableModality(
                            "clinical",
                            List.of(
                                    new Numeric("age", "age_years", "year", Optional.of(new Range(0, 120))),
                                    new Numeric("lactate", "lactate", "mmol/L", Optional.empty()),
                                    new Categorical("sex", List.of("F", "M")))),
                    new ImageModality("frontal", "image_file", "pictures"),
                    new ImageModality("lateral", "lateral_file", "pictures")),
            List.of(new Target("septic"), new Target("Pleural Effusion")));

    /** The bias of the one that was calibrated, for one of its targets. */
    private static final double CALIBRATED = 0.5;

    private final double bias;
    private volatile boolean closed;

    public Fake(double bias) {
        this.bias = bias;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        if (closed) {
            throw new IllegalStateException("it is closed");
        }
        return cases.stream().map(this::answer).toList();
    }

    private Prediction answer(Case one) {
        double logit = bias + one.numbers().getOrDefault("age", 0.0) / 100;
        logit += one.numbers().getOrDefault("lactate", 0.0) / 10;
        logit += "F".equals(one.categories().get("sex")) ? 0.25 : 0;
        for (ImageSource picture : one.images().values()) {
            logit += (picture.read(1).values()[0] & 0xFF) / 255.0;
        }
        double p = 1 / (1 + Math.exp(-logit));
        if (Double.isNaN(p)) {
            throw new BundleException("the answer is no number.", "target \"septic\"", "Restore the model.");
        }
        Prediction plain = Evidence.of(SCHEMA, one).answer(one.id(), Map.of("septic", p, "Pleural Effusion", 1 - p));
        return bias == CALIBRATED ? decided(plain, p) : plain;
    }

    private static Prediction decided(Prediction plain, double p) {
        return new Prediction(
                plain.caseId(),
                plain.probabilities(),
                plain.used(),
                plain.absent(),
                plain.warnings(),
                Map.of("septic", new Decision(p / 2, 0.25, p >= 0.25, false, true, Basis.POOLED)));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Reads a picture, or refuses it. */
    public static ImageSource picture(byte[] bytes, String where) {
        if (bytes.length != 2 || bytes[0] != 'P') {
            throw new DataException("the file is no picture.", where, "Send another.");
        }
        Pixels pixels = new Pixels(1, 1, 1, new byte[] {bytes[1]});
        return size -> pixels;
    }
}

package org.gapwise.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.metrics.Bootstrap;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.schema.Modality;

/**
 * What each contender is worth while one modality goes missing in more and more cases. The cases that lose it are drawn
 * once, nested over the rates and equal for all contenders; natural gaps stay. A case without a modality is the same at
 * every rate, so a contender predicts it once: at most 1 + (modalities) predictions a case.
 *
 * @param targets judged
 * @param arms one for each modality of the schema
 * @param untouched by contender, the answers with nothing taken away
 */
public record StressTest(List<String> targets, List<Arm> arms, Map<String, Scored> untouched) {

    /** The paper's rates at inference. */
    public static final List<Double> RATES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    /**
     * One modality taken away.
     *
     * @param curves one for each contender, in their order
     */
    public record Arm(String modality, List<Curve> curves) {
        public Arm {
            curves = List.copyOf(curves);
        }
    }

    /** One contender over the rates. */
    public record Curve(String contender, Contender.Role role, boolean seesIt, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * One contender at one rate.
     *
     * @param taken cases from which the modality was taken at this rate (whether or not they had it)
     * @param behindFirst macro AUROC of the first contender minus this one's, on the same resamples
     * @param labels AUROC by target
     */
    public record Point(
            double rate,
            int taken,
            Estimate macroAuroc,
            Estimate weightedAuroc,
            Estimate behindFirst,
            List<Estimate> labels) {
        public Point {
            labels = List.copyOf(labels);
        }
    }

    /**
     * @param rates in [0, 1], rising
     * @param seed of the cases that lose a modality
     * @param batch cases a call of a predictor
     */
    public record Options(List<Double> rates, long seed, Bootstrap bootstrap, int batch) {
        public Options {
            rates = List.copyOf(rates);
            if (rates.isEmpty()) {
                throw new IllegalArgumentException("a stress test needs a rate");
            }
        }

        public static Options of(int resamples, long seed) {
            return new Options(RATES, seed, Bootstrap.of(resamples, seed), 32);
        }
    }

    public StressTest {
        targets = List.copyOf(targets);
        arms = List.copyOf(arms);
        untouched = Collections.unmodifiableMap(new LinkedHashMap<>(untouched));
    }

    public static StressTest of(Cohort cohort, List<Contender> contenders, Options options, Progress progress) {
        Map<String, Scored> untouched = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            if (untouched.containsKey(contender.name())) {
                throw new IllegalArgumentException("two contenders are called \"" + contender.name() + "\"");
            }
            Cohort seen = cohort.each(one -> contender.seen(cohort.schema(), one));
            untouched.put(contender.name(), Scored.of(contender.predictor(), seen, options.batch(), progress));
        }
        List<Arm> arms = new ArrayList<>();
        for (Modality modality : cohort.schema().modalities()) {
            arms.add(new StressArm(cohort, modality, options, progress).of(contenders, untouched));
        }
        return new StressTest(untouched.values().iterator().next().targets(), arms, untouched);
    }
}

package org.gapwise.core.missingness;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.Seeds;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Schema;

/**
 * What a loss depends on (Rubin, Biometrika 1976). A driver is standardised over the cohort, and a case whose driver is
 * absent counts as average. The levels of a categorical driver get random numbers, the same for one seed.
 */
public sealed interface Mechanism {

    /** {@code mcar}, {@code mar} or {@code mnar}. */
    String word();

    /** Change of the log odds of loss for one standard deviation of the driver; negative turns it round. */
    double strength();

    /** Features that drive the loss and are never lost themselves. */
    List<String> spared(Schema schema, Grain grain, long seed);

    /** Why it cannot drive the loss of something. */
    Optional<String> obstacle(Schema schema, Grain grain);

    /** The driver, one number a case; for this package. */
    double[] driver(Evidence evidence, List<String> inside, List<String> spared);

    static Mechanism mcar() {
        return new Mcar();
    }

    /** Driven by one observed feature. */
    static Mechanism mar(String feature, double strength) {
        return new Mar(Optional.of(feature), strength);
    }

    /** Driven by a random mixture of what is observed. */
    static Mechanism mar(double strength) {
        return new Mar(Optional.empty(), strength);
    }

    static Mechanism mnar(Hidden hidden, double strength) {
        return new Mnar(hidden, strength);
    }

    /** Completely at random. */
    record Mcar() implements Mechanism {

        @Override
        public String word() {
            return "mcar";
        }

        @Override
        public double strength() {
            return 0;
        }

        @Override
        public List<String> spared(Schema schema, Grain grain, long seed) {
            return List.of();
        }

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            return Optional.empty();
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside, List<String> spared) {
            return evidence.nothing();
        }
    }

    /**
     * At random given what stays observed.
     *
     * @param feature the one that drives it; without it a mixture with random weights of all features of the tables that
     *     lose nothing, or, when a table loses parts and there is no other table, of a random third of its features
     *     (as in Muzellec et al., ICML 2020, where some variables stay complete)
     */
    record Mar(Optional<String> feature, double strength) implements Mechanism {

        public Mar {
            finite(strength);
        }

        @Override
        public String word() {
            return "mar";
        }

        @Override
        public List<String> spared(Schema schema, Grain grain, long seed) {
            if (feature.isPresent()) {
                return List.of(feature.get());
            }
            List<String> lost = grain.features(schema);
            List<String> others = schema.features().stream()
                    .map(Feature::name)
                    .filter(name -> !lost.contains(name))
                    .toList();
            if (!others.isEmpty() || !grain.inParts()) {
                return others;
            }
            return lost.stream()
                    .sorted(Comparator.comparingLong(name -> Seeds.mix(seed, "driver/" + name)))
                    .limit(Math.max(1, lost.size() / 3))
                    .toList();
        }

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            List<String> known = schema.features().stream().map(Feature::name).toList();
            List<String> drivers = spared(schema, grain, 0);
            if (drivers.isEmpty()) {
                return Optional.of("no feature stays that could drive the loss");
            }
            if (!known.containsAll(drivers)) {
                return Optional.of("there is no feature \"" + drivers.get(0) + "\" to drive the loss");
            }
            return !grain.inParts() && grain.features(schema).stream().anyMatch(drivers::contains)
                    ? Optional.of("\"" + drivers.get(0) + "\" would drive the loss and be lost itself")
                    : Optional.empty();
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside, List<String> spared) {
            return feature.map(evidence::feature).orElseGet(() -> evidence.mixture(spared));
        }
    }

    /** Not at random: driven by what is hidden. */
    record Mnar(Hidden hidden, double strength) implements Mechanism {

        public Mnar {
            finite(strength);
        }

        @Override
        public String word() {
            return "mnar";
        }

        @Override
        public List<String> spared(Schema schema, Grain grain, long seed) {
            return List.of();
        }

        @Override
        public Optional<String> obstacle(Schema schema, Grain grain) {
            return hidden.obstacle(schema, grain);
        }

        @Override
        public double[] driver(Evidence evidence, List<String> inside, List<String> spared) {
            return hidden.driver(evidence, inside);
        }
    }

    private static void finite(double strength) {
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("strength is " + strength + ", must be a number");
        }
    }
}

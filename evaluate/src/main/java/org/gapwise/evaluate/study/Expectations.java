package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gapwise.evaluate.study.Expectation.Finding;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * What the paper claims and what this project promises, tested on the figures of a study. Verdicts go by the figures
 * themselves; their intervals stand beside them.
 */
final class Expectations {

    /** A point of AUROC. */
    private static final double POINT = 0.01;

    private final Scores scores;
    private final Ranks ranks;
    private final Roster roster;
    private final Entrant ours;
    private final double level;

    Expectations(Roster roster, Scores scores, Ranks ranks, double level) {
        this.roster = roster;
        this.scores = scores;
        this.ranks = ranks;
        this.level = level;
        ours = roster.ours();
    }

    List<Expectation> all() {
        List<Expectation> all = new ArrayList<>();
        all.add(together());
        all.add(aboveUnimodal());
        all.add(Expectation.of(
                "With every case lacking the modality, Zeros and mask-off fall below the remaining modality alone",
                Stream.of("zeros", "mask-off-zeros").flatMap(this::below).toList()));
        all.add(selectionFlat());
        all.add(selectionWeak());
        all.add(late());
        for (Slice slice : Slice.values()) {
            all.add(near(slice, roster.optimum(), 0.03, "the best possible"));
            all.add(near(slice, roster.oracle(), POINT, "the oracle with one model for each pattern"));
        }
        all.add(bestRank());
        return all;
    }

    private Expectation together() {
        List<Sampled> all =
                roster.fusion().stream().flatMap(e -> complete(e.id()).stream()).toList();
        List<Finding> findings = all.size() < 2
                ? List.of()
                : List.of(finding("best minus worst of " + all.size() + " methods", spread(all), 0, 1.5 * POINT));
        return Expectation.of("On complete data all fusion methods lie within 1.5 points", findings);
    }

    private static Sampled spread(List<Sampled> all) {
        return Sampled.from(all, values -> {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double v : values) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
            return high - low;
        });
    }

    private Expectation aboveUnimodal() {
        List<Finding> findings = new ArrayList<>();
        for (Arm arm : roster.design().arms()) {
            atAll(arm, ours.id())
                    .ifPresent(gap -> findings.add(
                            finding(ours.title() + ", " + arm.title() + ", 100 %", gap, -POINT, Double.MAX_VALUE)));
        }
        return Expectation.of(
                "With every case lacking a modality, " + ours.title()
                        + " is not more than 1 point below the model of the remaining one",
                findings);
    }

    private Stream<Finding> below(String id) {
        return roster.byId(id).stream()
                .flatMap(entrant -> roster.design().arms().stream().flatMap(arm -> atAll(arm, id).stream()
                        .map(gap -> Finding.of(
                                entrant.title() + ", " + arm.title() + ", 100 %", gap.estimate(level), v -> v < 0))));
    }

    /** A method minus the best remaining single modality where the modality is gone from every test case. */
    private Optional<Sampled> atAll(Arm arm, String id) {
        Place place = Slice.INFERENCE.at(id, arm, 1);
        return arm.testRates().contains(1.0)
                ? Degradation.best(arm, scores, roster)
                        .flatMap(e -> scores.of(Slice.INFERENCE.at(e.id(), arm, 1)))
                        .flatMap(floor -> scores.of(place).map(own -> own.minus(floor)))
                : Optional.empty();
    }

    private Expectation selectionFlat() {
        List<Finding> findings = new ArrayList<>();
        for (Arm arm : roster.design().arms()) {
            Optional<Sampled> own = loss(arm, ours.id());
            loss(arm, "model-selection")
                    .flatMap(loss -> own.map(loss::minus))
                    .ifPresent(more -> findings.add(finding(
                            "loses more than " + ours.title() + ", " + arm.title(), more, -Double.MAX_VALUE, POINT)));
        }
        return Expectation.of(
                "Model Selection is flat where gaps come at prediction: from the first to the last level it loses at most"
                        + " 1 point more than " + ours.title(),
                findings);
    }

    private Optional<Sampled> loss(Arm arm, String id) {
        return scores.along(Slice.INFERENCE, arm, id).map(line -> line.get(0).minus(line.get(line.size() - 1)));
    }

    private Expectation selectionWeak() {
        List<Finding> findings = new ArrayList<>();
        for (Arm arm : roster.design().arms()) {
            double last = arm.trainRates().get(arm.trainRates().size() - 1);
            Optional<Sampled> own = scores.of(Slice.TRAINING.at(ours.id(), arm, last));
            scores.of(Slice.TRAINING.at("model-selection", arm, last))
                    .flatMap(s -> own.map(o -> o.minus(s)))
                    .ifPresent(gap -> findings.add(finding(
                            ours.title() + " minus Model Selection, " + arm.title() + ", " + percent(last),
                            gap,
                            POINT,
                            Double.MAX_VALUE)));
        }
        return Expectation.of(
                "Model Selection is weak where gaps come in training: at the last level more than 1 point below "
                        + ours.title(),
                findings);
    }

    private Expectation late() {
        List<Finding> findings = new ArrayList<>();
        for (String id : List.of("late-mean", "late-max", "late-min", "late-vote")) {
            complete(id).ifPresent(late -> complete(ours.id())
                    .ifPresent(own -> findings.add(finding(
                            roster.title(id) + " minus " + ours.title(), late.minus(own), -Double.MAX_VALUE, 0))));
        }
        return Expectation.of("On complete data late fusion is not above " + ours.title(), findings);
    }

    private Expectation near(Slice slice, Optional<Entrant> reference, double bound, String name) {
        List<Finding> findings = new ArrayList<>();
        if (reference.isPresent()) {
            for (Arm arm : roster.design().arms()) {
                for (double rate : slice.rates(arm)) {
                    Optional<Sampled> own = scores.of(slice.at(ours.id(), arm, rate));
                    scores.nearest(slice.at(reference.get().id(), arm, rate))
                            .flatMap(best -> own.map(best::minus))
                            .ifPresent(gap -> findings.add(
                                    finding(arm.title() + ", " + percent(rate), gap, -Double.MAX_VALUE, bound)));
                }
            }
        }
        return Expectation.of(
                String.format(
                        Locale.ROOT,
                        "%s is within %.2f of %s at every level, %s",
                        ours.title(),
                        bound,
                        name,
                        slice.title()),
                findings);
    }

    private Expectation bestRank() {
        List<Finding> findings = new ArrayList<>();
        if (ranks.standings().size() > 1) {
            Ranks.Standing first = ranks.standings().get(0);
            Ranks.Standing second = ranks.standings().get(1);
            boolean won = first.entrant().equals(ours);
            ranks.lead()
                    .ifPresent(lead -> findings.add(new Finding(
                            "mean rank of " + second.entrant().title() + " minus that of "
                                    + first.entrant().title(),
                            lead.estimate(level),
                            won)));
        }
        return Expectation.of(ours.title() + " has the best mean rank of all methods over the levels", findings);
    }

    private Optional<Sampled> complete(String id) {
        return scores.of(new Place(id, Level.COMPLETE, Level.COMPLETE));
    }

    private Finding finding(String name, Sampled figure, double least, double most) {
        return Finding.of(name, figure.estimate(level), v -> v >= least && v <= most);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * rate);
    }
}

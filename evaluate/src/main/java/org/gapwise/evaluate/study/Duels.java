package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Holm;
import org.gapwise.core.metrics.Normal;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * Every competitor against ours, and against the best method, on complete data and at the last level of every slice.
 * Holm's correction runs over all methods compared with one reference at one place; for labels over methods and labels.
 */
final class Duels {

    private final Answers answers;
    private final Scores scores;
    private final Roster roster;

    Duels(Answers answers, Scores scores) {
        this.answers = answers;
        this.scores = scores;
        roster = new Roster(answers.design());
    }

    List<Duel> withOurs() {
        return places().stream()
                .flatMap(place -> all(place, roster.ours()).stream())
                .toList();
    }

    /** With whichever competitor has the highest figure at each place. */
    List<Duel> withBest() {
        return places().stream()
                .flatMap(place -> best(place).stream().flatMap(b -> all(place, b).stream()))
                .toList();
    }

    /** Complete data, then the last level of each slice of each arm; the entrant is left open. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(new Place("", Level.COMPLETE, Level.COMPLETE));
        for (Slice slice : Slice.values()) {
            for (Arm arm : roster.design().arms()) {
                List<Double> rates = slice.rates(arm);
                Place last = slice.at("", arm, rates.get(rates.size() - 1));
                if (!places.contains(last)) {
                    places.add(last);
                }
            }
        }
        return places;
    }

    private Optional<Entrant> best(Place place) {
        return roster.competitors().stream()
                .filter(e -> figure(e, place).isPresent())
                .max(Comparator.comparingDouble(
                        e -> figure(e, place).map(Sampled::raw).orElse(0.0)));
    }

    private Optional<Sampled> figure(Entrant entrant, Place place) {
        return scores.of(new Place(entrant.id(), place.train(), place.test()));
    }

    private List<Duel> all(Place place, Entrant reference) {
        Optional<Sampled> theirs = figure(reference, place);
        if (theirs.isEmpty()) {
            return List.of();
        }
        List<Scored> said = said(reference, place);
        List<Duel> raw = new ArrayList<>();
        for (Entrant entrant : roster.competitors()) {
            if (!entrant.equals(reference)) {
                figure(entrant, place)
                        .map(theirs.get()::minus)
                        .ifPresent(difference -> raw.add(new Duel(
                                new Place(entrant.id(), place.train(), place.test()),
                                reference,
                                difference,
                                difference.pTwoSided(),
                                OptionalDouble.empty(),
                                labels(said, said(entrant, place)))));
            }
        }
        return corrected(raw);
    }

    private List<Scored> said(Entrant entrant, Place place) {
        return IntStream.range(0, roster.design().folds())
                .boxed()
                .flatMap(fold -> answers.of(new Cell(entrant.id(), place.train(), place.test(), fold)).stream())
                .toList();
    }

    private static List<Duel.OfLabel> labels(List<Scored> first, List<Scored> second) {
        List<Duel.OfLabel> labels = new ArrayList<>();
        List<String> targets = first.get(0).targets();
        for (int l = 0; l < targets.size(); l++) {
            double sum = 0;
            double variance = 0;
            int folds = 0;
            for (int k = 0; k < first.size(); k++) {
                Optional<DeLong> test = delong(first.get(k), second.get(k), l);
                if (test.isPresent()) {
                    sum += test.get().aucA() - test.get().aucB();
                    variance += test.get().varianceOfDifference();
                    folds++;
                }
            }
            if (folds > 0) {
                OptionalDouble p = variance < 1e-15
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Normal.twoSided(sum / Math.sqrt(variance)));
                labels.add(new Duel.OfLabel(targets.get(l), sum / folds, p, OptionalDouble.empty()));
            }
        }
        return labels;
    }

    private static Optional<DeLong> delong(Scored a, Scored b, int label) {
        int[] rows = a.judged(label);
        return DeLong.of(a.probabilities(label, rows), b.probabilities(label, rows), a.positive(label, rows));
    }

    private static List<Duel> corrected(List<Duel> raw) {
        List<OptionalDouble> macro = Holm.adjust(raw.stream().map(Duel::p).toList());
        List<OptionalDouble> labels = Holm.adjust(raw.stream()
                .flatMap(d -> d.labels().stream())
                .map(Duel.OfLabel::p)
                .toList());
        List<Duel> corrected = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < raw.size(); i++) {
            Duel duel = raw.get(i);
            List<Duel.OfLabel> own = new ArrayList<>();
            for (Duel.OfLabel label : duel.labels()) {
                own.add(new Duel.OfLabel(label.target(), label.difference(), label.p(), labels.get(at++)));
            }
            corrected.add(new Duel(duel.place(), duel.reference(), duel.difference(), duel.p(), macro.get(i), own));
        }
        return corrected;
    }
}

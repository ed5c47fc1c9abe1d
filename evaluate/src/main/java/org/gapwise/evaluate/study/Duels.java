package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.gapwise.core.metrics.Holm;
import org.gapwise.evaluate.study.Bouts.Bout;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * Every competitor against ours, and against the best method, on complete data and at the last level of every slice.
 * Holm's correction runs over all methods compared with one reference at one place; for labels over methods and labels.
 */
final class Duels {

    private final Scores scores;
    private final Roster roster;

    /** Against ours, and against whichever competitor has the highest figure at each place. */
    record Both(List<Duel> withOurs, List<Duel> withBest) {}

    private Duels(Design design, Scores scores) {
        this.scores = scores;
        roster = new Roster(design);
    }

    static Both of(Answers answers, Scores scores, Crew crew) {
        Duels duels = new Duels(answers.design(), scores);
        Entrant ours = duels.roster.ours();
        List<Place> places = duels.places();
        Set<Bout> bouts = new LinkedHashSet<>();
        for (Place place : places) {
            duels.bouts(place, ours).forEach(bouts::add);
            duels.best(place).ifPresent(best -> duels.bouts(place, best).forEach(bouts::add));
        }
        Bouts fought = Bouts.of(answers, List.copyOf(bouts), crew);
        List<Duel> withOurs = new ArrayList<>();
        List<Duel> withBest = new ArrayList<>();
        for (Place place : places) {
            withOurs.addAll(duels.all(place, ours, fought));
            duels.best(place).ifPresent(best -> withBest.addAll(duels.all(place, best, fought)));
        }
        return new Both(withOurs, withBest);
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

    private Stream<Bout> bouts(Place place, Entrant reference) {
        return figure(reference, place).isEmpty()
                ? Stream.of()
                : roster.competitors().stream()
                        .filter(e -> !e.equals(reference) && figure(e, place).isPresent())
                        .map(e -> new Bout(new Place(e.id(), place.train(), place.test()), reference.id()));
    }

    private List<Duel> all(Place place, Entrant reference, Bouts fought) {
        List<Duel> raw = bouts(place, reference)
                .flatMap(bout -> figure(reference, place).stream()
                        .flatMap(theirs -> scores.of(bout.place()).map(theirs::minus).stream())
                        .map(difference -> new Duel(
                                bout.place(),
                                reference,
                                difference,
                                difference.pTwoSided(),
                                OptionalDouble.empty(),
                                fought.labels(bout))))
                .toList();
        return corrected(raw);
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

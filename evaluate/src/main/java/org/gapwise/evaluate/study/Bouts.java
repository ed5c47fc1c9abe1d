package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gapwise.core.metrics.DeLong;
import org.gapwise.core.metrics.Normal;
import org.gapwise.evaluate.Scored;
import org.gapwise.evaluate.study.Answers.Cell;
import org.gapwise.evaluate.study.Slice.Place;

/** DeLong's tests of methods against references, fold by fold and label by label. */
final class Bouts {

    private final Answers answers;
    private final Map<Round, List<Optional<DeLong>>> tests = new HashMap<>();

    /**
     * A method against a reference at one place.
     *
     * @param place of the method
     * @param reference id of the other
     */
    record Bout(Place place, String reference) {}

    private record Round(Bout bout, int fold) {}

    private Bouts(Answers answers) {
        this.answers = answers;
    }

    /** Fights all of them; every answer that is needed has been given. */
    static Bouts of(Answers answers, List<Bout> bouts, Crew crew) {
        Bouts fought = new Bouts(answers);
        List<Round> rounds = fought.inReadingOrder(bouts);
        crew.progress().start("Comparing", rounds.size());
        List<List<Optional<DeLong>>> tests = crew.each(rounds, round -> {
            List<Optional<DeLong>> test = fought.fight(round);
            crew.progress().step(1);
            return test;
        });
        for (int i = 0; i < tests.size(); i++) {
            fought.tests.put(rounds.get(i), tests.get(i));
        }
        crew.progress().done();
        return fought;
    }

    /** What was said by one method at one training level of one fold is read once, as far as it goes. */
    private List<Round> inReadingOrder(List<Bout> bouts) {
        List<Level> levels = answers.design().trainLevels();
        List<String> order =
                answers.design().entrants().stream().map(Entrant::id).toList();
        List<Round> rounds = new ArrayList<>();
        for (int fold = 0; fold < answers.design().folds(); fold++) {
            for (Bout bout : bouts) {
                rounds.add(new Round(bout, fold));
            }
        }
        rounds.sort(Comparator.comparingInt(
                        (Round r) -> levels.indexOf(r.bout.place().train()))
                .thenComparingInt(Round::fold)
                .thenComparingInt(r -> order.indexOf(r.bout.place().entrant())));
        return rounds;
    }

    private List<Optional<DeLong>> fight(Round round) {
        Scored first = said(round, round.bout.reference());
        Scored second = said(round, round.bout.place().entrant());
        return IntStream.range(0, first.targets().size())
                .mapToObj(label -> delong(first, second, label))
                .toList();
    }

    private Scored said(Round round, String entrant) {
        Place place = round.bout.place();
        return answers.of(new Cell(entrant, place.train(), place.test(), round.fold))
                .orElseThrow(() -> new IllegalStateException("answers that were there are gone"));
    }

    private static Optional<DeLong> delong(Scored a, Scored b, int label) {
        int[] rows = a.judged(label);
        return DeLong.of(a.probabilities(label, rows), b.probabilities(label, rows), a.positive(label, rows));
    }

    /** Label by label over all folds; without those that could be tested in none. */
    List<Duel.OfLabel> labels(Bout bout) {
        List<String> targets = answers.design().targets();
        List<Duel.OfLabel> labels = new ArrayList<>();
        for (int l = 0; l < targets.size(); l++) {
            double sum = 0;
            double variance = 0;
            int folds = 0;
            for (int fold = 0; fold < answers.design().folds(); fold++) {
                Optional<DeLong> test =
                        tests.getOrDefault(new Round(bout, fold), List.of()).get(l);
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
}

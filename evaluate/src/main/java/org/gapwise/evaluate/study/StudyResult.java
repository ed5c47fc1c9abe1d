package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a study says, computed from its answers alone.
 *
 * @param cases judged, over all folds
 * @param patients over all folds
 * @param degradations of every entrant that saw all levels, by slice and arm
 * @param withOurs every method against ours
 * @param withBest every method against the best at each place
 * @param stress empty unless the options know the chances
 */
public record StudyResult(
        Design design,
        StudyOptions options,
        int cases,
        int patients,
        Scores scores,
        List<Degradation> degradations,
        Ranks ranks,
        List<Duel> withOurs,
        List<Duel> withBest,
        Correctness correctness,
        Patterns patterns,
        List<StressWeights.Row> stress,
        List<Expectation> expectations) {

    public StudyResult {
        degradations = List.copyOf(degradations);
        withOurs = List.copyOf(withOurs);
        withBest = List.copyOf(withBest);
        stress = List.copyOf(stress);
        expectations = List.copyOf(expectations);
    }

    /** Reads all answers once, and those of a few places a second time for DeLong's tests. */
    public static StudyResult of(Answers answers, StudyOptions options, Crew crew) {
        Survey survey = new Survey(answers, options);
        survey.run(crew);
        Roster roster = new Roster(answers.design());
        Ranks ranks = Ranks.of(roster, survey.scores);
        Duels.Both duels = Duels.of(answers, survey.scores, crew);
        return new StudyResult(
                answers.design(),
                options,
                survey.cases,
                survey.patients,
                survey.scores,
                degradations(roster, survey.scores),
                ranks,
                duels.withOurs(),
                duels.withBest(),
                survey.correctness,
                survey.patterns,
                survey.stress.rows(),
                new Expectations(roster, survey.scores, ranks, options.level()).all());
    }

    private static List<Degradation> degradations(Roster roster, Scores scores) {
        List<Degradation> all = new ArrayList<>();
        for (Slice slice : Slice.values()) {
            for (Arm arm : roster.design().arms()) {
                for (Entrant entrant : roster.design().entrants()) {
                    Degradation.of(entrant, arm, slice, scores, roster).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    public Roster roster() {
        return new Roster(design);
    }

    public Optional<Degradation> degradation(String entrant, Arm arm, Slice slice) {
        return degradations.stream()
                .filter(d -> d.entrant().id().equals(entrant) && d.arm().equals(arm) && d.slice() == slice)
                .findFirst();
    }

    /** Sentences about competitors of several modalities that fall below a single one when gaps come at prediction. */
    public List<String> warnings() {
        List<Entrant> competitors = roster().competitors();
        return degradations.stream()
                .filter(d -> d.slice() == Slice.INFERENCE && competitors.contains(d.entrant()))
                .filter(d -> d.entrant().sees().size() > 1)
                .flatMap(d -> d.warning(options.level()).stream())
                .toList();
    }
}

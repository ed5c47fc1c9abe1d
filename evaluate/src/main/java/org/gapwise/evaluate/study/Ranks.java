package org.gapwise.evaluate.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.metrics.CriticalDifference;
import org.gapwise.evaluate.study.Slice.Place;

/**
 * Mean ranks of the methods over all levels of both slices of every arm, by macro AUROC; 1 is best, ties share the mean.
 *
 * @param standings from the best mean rank
 * @param levels in which they were ranked
 * @param lead second's mean rank minus first's; empty with fewer than two methods
 * @param critical Friedman's test and Nemenyi's distance, which take levels for independent
 * @param left methods not ranked, because a level lacks
 */
public record Ranks(
        List<Standing> standings,
        int levels,
        Optional<Sampled> lead,
        Optional<CriticalDifference> critical,
        List<Entrant> left) {

    /** A method and its mean rank. */
    public record Standing(Entrant entrant, Sampled meanRank) {}

    public Ranks {
        standings = List.copyOf(standings);
        left = List.copyOf(left);
    }

    static Ranks of(Roster roster, Scores scores) {
        List<Entrant> ranked = new ArrayList<>();
        List<Entrant> left = new ArrayList<>();
        List<List<Sampled>> figures = new ArrayList<>();
        for (Entrant entrant : roster.competitors()) {
            List<Place> places = places(roster.design(), entrant.id());
            List<Sampled> own =
                    places.stream().flatMap(p -> scores.of(p).stream()).toList();
            if (own.size() == places.size()) {
                ranked.add(entrant);
                figures.add(own);
            } else {
                left.add(entrant);
            }
        }
        int levels = figures.isEmpty() ? 0 : figures.get(0).size();
        List<Standing> standings = new ArrayList<>();
        List<Sampled> all = figures.stream().flatMap(List::stream).toList();
        for (int k = 0; k < ranked.size(); k++) {
            int which = k;
            standings.add(new Standing(ranked.get(k), Sampled.from(all, values -> mean(values, which, levels))));
        }
        standings.sort(Comparator.comparingDouble(s -> s.meanRank().raw()));
        boolean several = standings.size() > 1;
        return new Ranks(
                standings,
                levels,
                several
                        ? Optional.of(standings
                                .get(1)
                                .meanRank()
                                .minus(standings.get(0).meanRank()))
                        : Optional.empty(),
                several ? Optional.of(critical(standings, levels)) : Optional.empty(),
                left);
    }

    private static CriticalDifference critical(List<Standing> standings, int levels) {
        double[] ranks = standings.stream().mapToDouble(s -> s.meanRank().raw()).toArray();
        return CriticalDifference.of(ranks, levels, 0.05);
    }

    /** Every level of both slices once; complete data belong to all arms. */
    static List<Place> places(Design design, String entrant) {
        Set<Place> places = new LinkedHashSet<>();
        for (Slice slice : Slice.values()) {
            for (Arm arm : design.arms()) {
                slice.rates(arm).forEach(rate -> places.add(slice.at(entrant, arm, rate)));
            }
        }
        return new ArrayList<>(places);
    }

    /** Mean over levels of a method's rank; values are by method, then by level. */
    static double mean(double[] values, int which, int levels) {
        int methods = values.length / levels;
        double sum = 0;
        for (int level = 0; level < levels; level++) {
            double own = values[which * levels + level];
            double rank = 0.5;
            for (int k = 0; k < methods; k++) {
                double other = values[k * levels + level];
                rank += other > own ? 1 : other == own ? 0.5 : 0;
            }
            sum += Double.isNaN(own) ? Double.NaN : rank;
        }
        return sum / levels;
    }

    /** Neighbors in the order whose mean ranks the critical distance does not tell apart: first and last of each run. */
    public List<int[]> cliques() {
        double distance = critical.map(CriticalDifference::distance).orElse(0.0);
        double[] ranks = standings.stream().mapToDouble(s -> s.meanRank().raw()).toArray();
        List<int[]> runs = new ArrayList<>();
        int reached = -1;
        for (int start = 0; start < ranks.length; start++) {
            int first = start;
            int end = (int) Arrays.stream(ranks)
                            .filter(r -> r - ranks[first] <= distance)
                            .count()
                    - 1;
            if (end > start && end > reached) {
                runs.add(new int[] {start, end});
                reached = end;
            }
        }
        return runs;
    }
}

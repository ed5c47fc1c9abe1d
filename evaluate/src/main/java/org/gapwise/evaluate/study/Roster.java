package org.gapwise.evaluate.study;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gapwise.evaluate.study.Entrant.Family;

/** Who plays which part in a study. */
public record Roster(Design design) {

    /** The method that others are compared with: the first of family OURS, else the first of all. */
    public Entrant ours() {
        return first(e -> e.family() == Family.OURS)
                .or(() -> first(e -> true))
                .orElseThrow(() -> new IllegalArgumentException("a study without a method"));
    }

    /** Methods that could be used and see several modalities: what is ranked. */
    public List<Entrant> competitors() {
        return all(e -> !reference(e));
    }

    /** Competitors that are networks over several modalities, and how their predictions are put together. */
    public List<Entrant> fusion() {
        return all(e -> switch (e.family()) {
            case OURS, PAPER, BASELINE, ABLATION, RIVAL -> e.sees().size() > 1;
            default -> false;
        });
    }

    /** Models of one modality that an arm leaves alone; none where it takes from all. */
    public List<Entrant> remaining(Arm arm) {
        return all(e -> e.family() == Family.UNIMODAL && Collections.disjoint(e.sees(), arm.modalities()));
    }

    public List<Entrant> unimodal() {
        return all(e -> e.family() == Family.UNIMODAL);
    }

    public Optional<Entrant> oracle() {
        return first(e -> e.family() == Family.ORACLE);
    }

    public Optional<Entrant> optimum() {
        return first(e -> e.family() == Family.OPTIMUM);
    }

    public Optional<Entrant> byId(String id) {
        return first(e -> e.id().equals(id));
    }

    public List<Entrant> family(Family... families) {
        return all(e -> List.of(families).contains(e.family()));
    }

    /** The title of an entrant. */
    public String title(String id) {
        return byId(id).map(Entrant::title).orElse(id);
    }

    private static boolean reference(Entrant entrant) {
        return switch (entrant.family()) {
            case UNIMODAL, ORACLE, OPTIMUM -> true;
            default -> false;
        };
    }

    private List<Entrant> all(Predicate<Entrant> wanted) {
        return design.entrants().stream().filter(wanted).toList();
    }

    private Optional<Entrant> first(Predicate<Entrant> wanted) {
        return design.entrants().stream().filter(wanted).findFirst();
    }
}
